// SPDX-License-Identifier: MIT
// From how many bytes on another way is sooner (H26). `make thresholds` measures both; what expanding a
// key costs beside them, and so from where it is worth it, each of sys::widths says.
#pragma once
#include <stddef.h>

namespace nacre::random {

// Below so many bytes the vDSO is the soonest, whatever the processor has.
inline constexpr size_t kAlwaysVdso = 64;

// Where no key is expanded: up to so many bytes the vDSO, above the system call. The vDSO costs by the
// byte, the system call by the block of 64, so that around here now the one is sooner, now the other, by
// a few per cent.
inline constexpr size_t kVdsoBest = 288;

// More than so many bytes at once are the system call's own affair: it answers no more (H24).
inline constexpr size_t kMostAtOnce = 0x7ffff000;

}  // namespace nacre::random
