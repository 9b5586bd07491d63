// SPDX-License-Identifier: MIT
// The shuffle pattern with which the x86_64 backends rotate a row.
#pragma once
#include <unaligned_memory.hpp>

namespace nacre::sys {

// The immediate of PSHUFD that rotates a row of four words by `words` words.
constexpr int rotation_pattern(int words) { return 0b11100100'11100100 >> 2 * words & 0xff; }

}  // namespace nacre::sys
