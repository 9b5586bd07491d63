// SPDX-License-Identifier: MIT
// getrandom in the vDSO of 32-bit architectures. No kernel has this function.
// sysdeps/linux/architecture.hpp describes these names.
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
