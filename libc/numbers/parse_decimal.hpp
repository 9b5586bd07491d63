// SPDX-License-Identifier: MIT
// Reads decimal numbers in the syntax of strtod.
#pragma once
#include "libc/numbers/decimal_to_binary.hpp"

namespace nacre::numbers {

struct ParsedDecimal {
  Decimal decimal;
  bool is_negative;
  const char* end;  // the first character after the number; null if this parser cannot read the text
};

// Reads white space, a sign and a decimal number. Does not read hexadecimal numbers, infinities and
// NaNs, or exponents with more than kMaxExponentDigits digits. The locale does not matter: the point is
// always a point.
ParsedDecimal parse_decimal(const char* text);

constexpr int kMaxExponentDigits = 9;

}  // namespace nacre::numbers
