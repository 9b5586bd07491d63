// SPDX-License-Identifier: MIT
// printf's conversions of numbers of the type double, with the flag '#' but without the others and
// without a width. If a number needs more digits than rounded_digits.hpp allows, musl's exact conversion
// writes it.
#include "libc/numbers/format_double.hpp"

#include "libc/numbers/decimal_digits.hpp"
#include "libc/numbers/rounded_digits.hpp"
#include "sysdeps/contract/rounding.hpp"

namespace nacre::numbers {
namespace {

// The digits of a number, as text. A number has at most 19 digits; kMaxDigitsAfterPoint zeros may
// precede them.
class Digits {
 public:
  // The digits of `number`, with so many zeros before them that there are at least `least`.
  Digits(uint64_t number, int least) : first_(write_digits(number, end_)) {
    while (end_ - first_ < least) *--first_ = '0';
  }
  int count() const { return static_cast<int>(end_ - first_); }
  void drop_trailing_zeros(int least) {
    while (count() > least && end_[-1] == '0') --end_;
  }
  // Copies `count` digits, and removes them from this object.
  char* move_to(char* to, int count) {
    for (const char* const end = first_ + count; first_ != end;) *to++ = *first_++;
    return to;
  }

 private:
  char text_[kMaxFormatted];
  char* end_ = text_ + sizeof text_;
  char* first_;
};

// Writes the digits, and a point before the last `after_point` of them. There are at least
// after_point + 1 digits. A point without a digit after it is written only if `alternative` is true.
char* write_with_point(char* to, Digits& digits, int after_point, bool alternative) {
  to = digits.move_to(to, digits.count() - after_point);
  if (after_point != 0 || alternative) *to++ = '.';
  return digits.move_to(to, after_point);
}

// Writes an exponent with a sign and at least two digits.
char* write_exponent(char* to, int exponent, char letter) {
  *to++ = letter;
  *to++ = exponent < 0 ? '-' : '+';
  Digits digits(static_cast<uint64_t>(exponent < 0 ? -exponent : exponent), 2);
  return digits.move_to(to, digits.count());
}

// Tests the bits. With the mode "denormals are zero" of x86_64, a comparison with 0 is true for a
// subnormal number.
bool is_zero(double number) { return __builtin_bit_cast(uint64_t, number) << 1 == 0; }

char* format_f(char* to, double number, int precision, bool alternative) {
  if (precision > kMaxDigitsAfterPoint) return nullptr;
  RoundedDigits rounded = {true, 0, 0};
  if (!is_zero(number)) rounded = round_at_point(number, precision);
  if (!rounded.is_valid) return nullptr;
  Digits digits(rounded.digits, precision + 1);
  return write_with_point(to, digits, precision, alternative);
}

char* format_e(char* to, double number, int precision, bool alternative, char letter) {
  if (precision >= kMaxRoundedDigits) return nullptr;
  RoundedDigits rounded = {true, 0, 0};
  if (!is_zero(number)) rounded = round_to_digits(number, precision + 1);
  if (!rounded.is_valid) return nullptr;
  Digits digits(rounded.digits, precision + 1);
  return write_exponent(write_with_point(to, digits, precision, alternative), rounded.exponent, letter);
}

char* format_g(char* to, double number, int precision, bool alternative, char letter) {
  if (precision == 0) precision = 1;
  if (precision > kMaxRoundedDigits) return nullptr;
  RoundedDigits rounded = {true, 0, 0};
  if (!is_zero(number)) rounded = round_to_digits(number, precision);
  if (!rounded.is_valid) return nullptr;
  const int exponent = rounded.exponent;
  const bool has_exponent = exponent < -4 || exponent >= precision;
  // The digits before the point, and at least the zero of a number below 1.
  const int zeros = !has_exponent && exponent < 0 ? -exponent : 0;
  const int before_point = has_exponent || exponent < 0 ? 1 : exponent + 1;
  Digits digits(rounded.digits, precision + zeros);
  if (!alternative) digits.drop_trailing_zeros(before_point);
  to = write_with_point(to, digits, digits.count() - before_point, alternative);
  return has_exponent ? write_exponent(to, exponent, letter) : to;
}

}  // namespace

int format_double(char* text, double number, int precision, int conversion, bool alternative) {
  if (!sys::rounds_to_nearest()) return 0;
  if (precision < 0) precision = 6;
  const char letter = static_cast<char>((conversion & 0x20) | 'E');
  const char* end;
  switch (conversion | 0x20) {
    case 'f': end = format_f(text, number, precision, alternative); break;
    case 'e': end = format_e(text, number, precision, alternative, letter); break;
    default: end = format_g(text, number, precision, alternative, letter);
  }
  return end == nullptr ? 0 : static_cast<int>(end - text);
}

}  // namespace nacre::numbers
