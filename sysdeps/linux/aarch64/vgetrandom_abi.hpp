// SPDX-License-Identifier: MIT
// getrandom in the vDSO of aarch64. sysdeps/linux/architecture.hpp describes the names below, except
// kCacheLine, which sysdeps/contract/vgetrandom.hpp describes.
#pragma once
#include <vgetrandom_function.hpp>

namespace nacre::sys {

// Linux 6.12 added the function, in arch/arm64/kernel/vdso.
inline constexpr char kVgetrandomSymbol[] = "__kernel_getrandom";
inline constexpr char kVgetrandomVersion[] = "LINUX_2.6.39";

inline VgetrandomFunction* entry_for(VgetrandomFunction* function) { return function; }

// Most processors have cache lines of 64 bytes. On processors with lines of 128 bytes, the getrandom
// states of two threads can share a line. This is correct, but can be slower.
inline constexpr size_t kCacheLine = 64;

// The type of a word of DT_HASH in the vDSO.
using VdsoHashWord = unsigned;

}  // namespace nacre::sys
