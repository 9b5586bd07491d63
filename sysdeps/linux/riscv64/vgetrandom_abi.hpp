// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.16, arch/riscv/kernel/vdso.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_4.15";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 64;

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
