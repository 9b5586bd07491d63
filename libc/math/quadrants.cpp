// SPDX-License-Identifier: MIT
#include "libc/math/angle.hpp"

// The polynomials of FreeBSD's k_sinf.c and k_cosf.c.
#define SINE \
  { -0x1.5555554cbac77p-3, 0x1.11110896efbb2p-7, -0x1.a00f9e2cae774p-13, 0x1.6cd878c3b46a7p-19 }
#define COSINE \
  { -0x1.ffffffd0c5e81p-2, 0x1.55553e1053a42p-5, -0x1.6c087e80f1e27p-10, 0x1.99342e0ee5069p-16 }

namespace nacre::math {

constexpr Quadrant kQuadrants[4] = {{0, 1, SINE}, {1, 0, COSINE}, {0, -1, SINE}, {-1, 0, COSINE}};

}  // namespace nacre::math
