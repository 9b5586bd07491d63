// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre::random {

// The most bytes that the vDSO draws sooner than the system call does (H26). `make bench` prints the
// figures around it.
inline constexpr size_t kVdsoBest = 224;

}  // namespace nacre::random
