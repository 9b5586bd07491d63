// SPDX-License-Identifier: MIT
// getrandom in the vDSO of s390x. sysdeps/linux/architecture.hpp describes the names below, except
// kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// Linux 6.12 added the function, in arch/s390/kernel/vdso64.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.29";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 256;

// The type of a word of DT_HASH in the vDSO. It has 64 bits only on s390x.
using VdsoHashWord = unsigned long;

}  // namespace nacre::sys
