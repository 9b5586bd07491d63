// SPDX-License-Identifier: MIT
// For i386 and arm, whose vDSOs have no getrandom yet. sysdeps/linux/architecture.hpp describes the
// names below, except kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// The names that a kernel would probably use, by analogy with other functions of these vDSOs. Until a
// kernel has the function, the search fails, and random functions make system calls.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 64;

// The type of a word of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
