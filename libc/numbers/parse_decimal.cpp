// SPDX-License-Identifier: MIT
#include "libc/numbers/parse_decimal.hpp"

namespace nacre::numbers {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Returns the value of a digit. For other characters, the result is greater than 9.
unsigned value_of(char c) { return static_cast<unsigned char>(c) - unsigned{'0'}; }

// Appends the digits at `text` to the number. The number is wrong after more than kMaxDigits digits.
// Returns the first character that is not a digit.
const char* append_digits(const char* text, uint64_t& number) {
  for (unsigned digit; (digit = value_of(*text)) <= 9; ++text) number = number * 10 + digit;
  return text;
}

// Reads the digits from `text` to `end`, between which a point may be, and keeps the first kMaxDigits of
// them, without leading zeros. For each digit that it does not keep, the power increases by one.
void read_many_digits(const char* text, const char* end, Decimal& decimal) {
  int kept = 0;
  decimal.digits = 0;
  for (; text != end; ++text) {
    if (*text == '.') continue;
    const unsigned digit = value_of(*text);
    if (kept == kMaxDigits) {
      ++decimal.power;
      if (digit != 0) decimal.has_more_digits = true;
    } else if (kept != 0 || digit != 0) {
      decimal.digits = decimal.digits * 10 + digit;
      ++kept;
    }
  }
}

// Reads an optional exponent at `text`, and adds it to the power. Returns the end of the exponent, or
// null if it has too many digits.
const char* read_exponent(const char* text, int64_t& power) {
  if ((*text | 0x20) != 'e') return text;
  const char* digits = text + 1;
  const bool is_negative = *digits == '-';
  if (is_negative || *digits == '+') ++digits;
  uint64_t exponent = 0;
  const char* const end = append_digits(digits, exponent);
  if (end == digits) return text;
  if (end - digits > kMaxExponentDigits) return nullptr;
  power += is_negative ? -static_cast<int64_t>(exponent) : static_cast<int64_t>(exponent);
  return end;
}

}  // namespace

ParsedDecimal parse_decimal(const char* text) {
  ParsedDecimal result = {};
  while (is_space(*text)) ++text;
  result.is_negative = *text == '-';
  if (result.is_negative || *text == '+') ++text;

  Decimal& decimal = result.decimal;
  const char* end = append_digits(text, decimal.digits);
  int64_t count = end - text;
  if (*end == '.') {
    const char* const fraction = end + 1;
    end = append_digits(fraction, decimal.digits);
    decimal.power = fraction - end;
    count -= decimal.power;
  }
  // The number 0x1 is hexadecimal.
  if (count == 0 || (count == 1 && (*end | 0x20) == 'x')) return result;
  if (count > kMaxDigits) [[unlikely]]
    read_many_digits(text, end, decimal);
  result.end = read_exponent(end, decimal.power);
  return result;
}

}  // namespace nacre::numbers
