// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// The kernel's vgetrandom on this architecture: since Linux 6.12, arch/arm64/kernel/vdso.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.39";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

// Most processors have lines of 64 bytes, some of 128, which are fetched in pairs elsewhere: a state of
// 144 bytes and its key fill 256 anyway.
inline constexpr size_t kCacheLine = 64;

// The words of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
