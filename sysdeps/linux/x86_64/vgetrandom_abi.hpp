// SPDX-License-Identifier: MIT
// getrandom in the vDSO of x86_64. sysdeps/linux/architecture.hpp describes the names below, except
// kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// Linux 6.11 added the function, in arch/x86/entry/vdso.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6";

// Returns `function`, or an entry that executes VZEROUPPER and jumps to it (vgetrandom_entry.cpp).
VgetrandomFunction* entry_for(VgetrandomFunction* function);

inline constexpr size_t kCacheLine = 64;

// The type of a word of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
