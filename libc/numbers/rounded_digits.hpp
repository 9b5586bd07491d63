// SPDX-License-Identifier: MIT
// The conversion of numbers of the type double to a given number of decimal digits.
#pragma once
#include <stdint.h>

namespace nacre::numbers {

// The greatest number of digits for round_to_digits, and of digits after the point for round_at_point.
constexpr int kMaxRoundedDigits = 17, kMaxDigitsAfterPoint = 55;

// The result of a conversion. The functions round to the nearest number with the given digits, or to the
// one with an even last digit if two are nearest.
struct RoundedDigits {
  bool is_valid;    // whether the conversion could decide how to round
  uint64_t digits;  // the digits as a natural number
  int exponent;     // the power of ten of the first digit; only of round_to_digits
};

// Converts a positive number to `count` significant digits, from 1 to kMaxRoundedDigits.
RoundedDigits round_to_digits(double number, int count);

// Converts a positive number to a multiple of 10^-count, with count from 0 to kMaxDigitsAfterPoint. The
// multiple must be below 2^63, or the result is not valid.
RoundedDigits round_at_point(double number, int count);

}  // namespace nacre::numbers
