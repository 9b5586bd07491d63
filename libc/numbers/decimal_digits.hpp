// SPDX-License-Identifier: MIT
// Writes natural numbers in decimal.
#pragma once
#include <stdint.h>

namespace nacre::numbers {

// Writes the digits of the number so that they end before `end`. Writes nothing for 0. Returns the
// address of the first digit.
char* write_digits(uint64_t number, char* end);

}  // namespace nacre::numbers
