// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.11, arch/x86/entry/vdso.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6";

// What draws are to call in the function's place: it, or something that leads to it.
VgetrandomFunction* entry_for(VgetrandomFunction* function);

inline constexpr size_t kCacheLine = 64;

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
