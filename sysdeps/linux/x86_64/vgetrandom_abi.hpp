// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

#include "libc/support/result.hpp"

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.11, arch/x86/entry/vdso.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6";

using VgetrandomFunction = long(void* buffer, size_t length, unsigned flags, void* state,
                                size_t state_size);

// What draws are to call in the function's place: it, or something that leads to it.
VgetrandomFunction* way_to(VgetrandomFunction* function);

// Errors come back as a negative errno, as from a system call.
inline Result<size_t> call_vgetrandom(VgetrandomFunction* function, void* buffer, size_t length,
                                      unsigned flags, void* state, size_t state_size) {
  return Result<size_t>::from_kernel(function(buffer, length, flags, state, state_size));
}

inline constexpr size_t kCacheLine = 64;

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
