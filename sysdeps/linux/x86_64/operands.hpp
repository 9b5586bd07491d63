// SPDX-License-Identifier: MIT
// What the lanes' instructions take, of every width.
#pragma once
#include <loose_memory.hpp>

namespace nacre::sys {

// The pattern that turns a row of four words by so many.
constexpr int turned(int words) { return 0b11100100'11100100 >> 2 * words & 0xff; }

}  // namespace nacre::sys
