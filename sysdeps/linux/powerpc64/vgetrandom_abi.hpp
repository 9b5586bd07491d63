// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

#include "support/result.hpp"

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.12, arch/powerpc/kernel/vdso.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.15";

using VgetrandomFunction = long(void* buffer, size_t length, unsigned flags, void* state,
                                size_t state_size);

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

// An error comes back as a positive errno and a bit of the condition register, as from a system call;
// C++ cannot see that, so the call is made by vgetrandom_call.cpp, which answers a negative one.
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

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
