// SPDX-License-Identifier: MIT
// getrandom in the vDSO of powerpc64. sysdeps/linux/architecture.hpp describes the names below, except
// kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <stddef.h>

#include "support/result.hpp"

namespace nacre::sys {

// Linux 6.12 added the function, in arch/powerpc/kernel/vdso.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.15";

using VgetrandomFunction = long(void* buffer, size_t length, unsigned flags, void* state,
                                size_t state_size);

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

// Calls `function` from assembly code (vgetrandom_call.cpp). The function reports an error as a system
// call does: as a positive error number and a set bit of the condition register, which C++ cannot read.
// __nacre_call_vgetrandom returns a negative error number instead.
extern "C" [[gnu::visibility("hidden")]] long __nacre_call_vgetrandom(void* buffer, size_t length,
                                                                      unsigned flags, void* state,
                                                                      size_t state_size,
                                                                      VgetrandomFunction* function);

inline Result<size_t> call_vgetrandom(VgetrandomFunction* function, void* buffer, size_t length,
                                      unsigned flags, void* state, size_t state_size) {
  return Result<size_t>::from_kernel(
      __nacre_call_vgetrandom(buffer, length, flags, state, state_size, function));
}

inline constexpr size_t kCacheLine = 128;

// The type of a word of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
