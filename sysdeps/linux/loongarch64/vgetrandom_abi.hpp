// SPDX-License-Identifier: MIT
// getrandom in the vDSO of loongarch64. sysdeps/linux/architecture.hpp describes the names below, except
// kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// Linux 6.12 added the function, in arch/loongarch/vdso.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_5.10";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 64;

// The type of a word of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
