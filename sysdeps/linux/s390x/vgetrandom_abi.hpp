// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.12, arch/s390/kernel/vdso64.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.29";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 256;

// The words of DT_HASH in the vDSO: 64 bits on this architecture alone.
using VdsoHashWord = unsigned long;

}  // namespace nacre::sys
