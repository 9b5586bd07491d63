// SPDX-License-Identifier: MIT
// What strtof and strtod have in common.
#pragma once
#include "libc/numbers/parse_decimal.hpp"

namespace nacre::numbers {

// Converts the number at `text` to the format, and sets *end, if `end` is not null, and *result. Returns
// false if the exact conversion is necessary. *end and *result are not changed then.
inline bool scan(const char* text, char** end, Format format, double* result) {
  const ParsedDecimal parsed = parse_decimal(text);
  double magnitude;
  if (parsed.end == nullptr || !decimal_to_binary(parsed.decimal, format, &magnitude)) return false;
  if (end != nullptr) *end = const_cast<char*>(parsed.end);
  *result = parsed.is_negative ? -magnitude : magnitude;
  return true;
}

}  // namespace nacre::numbers
