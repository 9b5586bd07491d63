// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre::random {

// Up to so many bytes a draw goes to the vDSO, above to the system call (H26). The vDSO costs by the
// byte, the system call by the block of 64, so that around here now the one is sooner, now the other, by
// a few per cent. `make bench` prints the figures.
inline constexpr size_t kVdsoBest = 288;

}  // namespace nacre::random
