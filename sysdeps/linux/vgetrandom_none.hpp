// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// No kernel has one in the vDSO of 32-bit programs. This is what it would be named after its neighbours;
// where it is not found, draws are system calls.
inline constexpr char kVgetrandomSymbol[] = "__vdso_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

inline constexpr size_t kCacheLine = 64;

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
