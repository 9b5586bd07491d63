// SPDX-License-Identifier: MIT
// The conversion of decimal numbers to float and double.
#pragma once
#include <stdint.h>

namespace nacre::numbers {

// The number of digits that fit 64 bits.
constexpr int kMaxDigits = 19;

// A decimal number that is not negative: digits * 10^power. If `has_more_digits` is true, the text has
// further digits, so the number is greater, but less than (digits + 1) * 10^power. `digits` is at least
// 10^(kMaxDigits - 1) then.
struct Decimal {
  uint64_t digits;
  int64_t power;
  bool has_more_digits;
};

// The formats of results.
enum class Format { kFloat, kDouble };

// Converts `decimal`, and rounds to the nearest number of the format, or to the one with an even
// significand if two are nearest. Sets *result, and returns true. A subnormal result sets errno to
// ERANGE. If the result is not exact, raises the floating-point exception "inexact".
//
// Returns false if the exact conversion is necessary: this function cannot decide how to round, the
// result is zero or infinite because of its size, or the rounding mode is not to nearest.
[[nodiscard]] bool decimal_to_binary(const Decimal& decimal, Format format, double* result);

// The same for callers that compute with the result. Also returns false if the result is subnormal: with
// the mode "denormals are zero" of x86_64, it would become 0.
[[nodiscard]] bool decimal_to_normal(const Decimal& decimal, Format format, double* result);

}  // namespace nacre::numbers
