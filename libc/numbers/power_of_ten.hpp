// SPDX-License-Identifier: MIT
// Powers of ten as binary numbers of 128 bits, for conversions between numbers and text. docs/numbers.md
// explains the error bounds.
#pragma once
#include <stdint.h>

#include "libc/numbers/multiply.hpp"

namespace nacre::numbers {

// The exponents for which power_of_ten can be called.
constexpr int kLeastPower = -351, kGreatestPower = 350;

// Returns the exponent of the greatest power of two that is not above 10^power. The factor is log2(10)
// with 16 bits after the point. The error is small enough if the power is between -1233 and 1233.
constexpr int floor_log2_of_power(int power) { return (power * 217706) >> 16; }

// Returns whether power_of_ten(power) is exact: 5^55 is the greatest power of five with 128 bits.
constexpr bool is_exact_power(int power) { return power >= 0 && power <= 55; }

// The number of units in the last place by which a product with power_of_ten(power) is too small is less
// than this, if the power is not exact. The product is multiply(power, number).upper.
constexpr unsigned kProductError = 4;

// The most significant 128 bits of a power of ten. The first bit is set. If the power is not exact, the
// true value is greater by less than 3 units in the last place.
Bits128 power_of_ten(int power);

}  // namespace nacre::numbers
