// SPDX-License-Identifier: MIT
// Multiplies the significand by a power of ten of 128 bits, so that the digits are the integer part of
// the product, and then rounds the fraction. The product has a known error bound. If the fraction is so
// near to a half that the error matters, the result is not valid. docs/numbers.md has the proof.
#include "libc/numbers/rounded_digits.hpp"

#include <float.h>

#include "libc/numbers/power_of_ten.hpp"

namespace nacre::numbers {
namespace {

struct PowersOfTen {
  uint64_t of[kMaxRoundedDigits + 1];
};
constexpr PowersOfTen powers_of_ten() {
  PowersOfTen powers = {};
  uint64_t power = 1;
  for (uint64_t& entry : powers.of) {
    entry = power;
    power *= 10;
  }
  return powers;
}
constexpr PowersOfTen kPowersOfTen = powers_of_ten();

// significand * 2^exponent, with the first bit of the significand set.
struct Binary {
  uint64_t significand;
  int exponent;
};

Binary normalized(double number) {
  const uint64_t stored = __builtin_bit_cast(uint64_t, number);
  constexpr int kStoredBits = DBL_MANT_DIG - 1;
  int exponent = static_cast<int>(stored >> kStoredBits) & (2 * DBL_MAX_EXP - 1);
  uint64_t significand = stored & ((uint64_t{1} << kStoredBits) - 1);
  if (exponent != 0)
    significand |= uint64_t{1} << kStoredBits;
  else
    exponent = 1;  // a subnormal number
  const int shift = __builtin_clzll(significand);
  return {significand << shift, exponent - (DBL_MAX_EXP - 1) - kStoredBits - shift};
}

// A number whose fraction is not complete. The true number is integer + fraction / 2^64 if `is_exact` is
// true and `has_more_bits` is false. If has_more_bits is true, the true number is greater. If is_exact
// is true, it is greater by less than 2^-64. Otherwise, it is greater by less than kFractionError /
// 2^64.
struct Scaled {
  uint64_t integer, fraction;
  bool has_more_bits, is_exact;
};
constexpr uint64_t kFractionError = kProductError + 1;
constexpr uint64_t kHalf = uint64_t{1} << 63;

// Returns number * 10^power. The integer part must be below 2^63. If it is not, *is_too_large is set.
Scaled scale(Binary number, int power, bool* is_too_large) {
  const Bits192 product = multiply(power_of_ten(power), number.significand);
  const uint64_t high = product.upper.high, low = product.upper.low;
  const bool is_exact = is_exact_power(power);
  Scaled result = {0, 0, !is_exact || product.lowest != 0, is_exact};
  // How many of the 128 bits are after the point.
  const int fraction_bits = 63 - number.exponent - floor_log2_of_power(power);
  *is_too_large = fraction_bits <= 64;
  if (*is_too_large) return result;
  if (fraction_bits < 128) {
    const int shift = fraction_bits - 64;
    result.integer = high >> shift;
    result.fraction = high << (64 - shift) | low >> shift;
    result.has_more_bits |= low << (64 - shift) != 0;
  } else {
    // A fraction of a half needs exactly 128 bits here, so the other cases need not look at the rest.
    if (fraction_bits < 192) result.fraction = high >> (fraction_bits - 128);
    result.has_more_bits |= fraction_bits != 128 || low != 0;
  }
  return result;
}

// Rounds `digits` up if the number after their last digit is above a half. This number is a half if
// `is_half` is true and there are no more bits.
uint64_t round_up_if(uint64_t digits, bool is_above_half, bool is_half, bool has_more_bits) {
  return digits + (is_above_half || (is_half && (has_more_bits || (digits & 1) != 0)));
}

// Returns floor(log10(2^exponent)) for exponents of numbers of the type double. The factor is log10(2)
// with 18 bits after the point.
int floor_log10_of_power_of_two(int exponent) { return (exponent * 78913) >> 18; }

}  // namespace

RoundedDigits round_at_point(double number, int count) {
  bool is_too_large;
  const Scaled scaled = scale(normalized(number), count, &is_too_large);
  if (is_too_large) return {};
  // The power is exact, because kMaxDigitsAfterPoint is at most 55.
  return {true,
          round_up_if(scaled.integer, scaled.fraction > kHalf, scaled.fraction == kHalf,
                      scaled.has_more_bits),
          0};
}

RoundedDigits round_to_digits(double number, int count) {
  const Binary binary = normalized(number);
  int exponent = floor_log10_of_power_of_two(binary.exponent + 63);
  // The integer part has `count` digits, or one more, because the number can be twice the power of two.
  bool is_too_large;
  const Scaled scaled = scale(binary, count - 1 - exponent, &is_too_large);
  const uint64_t error = scaled.is_exact ? 0 : kFractionError, fraction = scaled.fraction;
  const uint64_t limit = kPowersOfTen.of[count];
  uint64_t digits;
  if (scaled.integer < limit) {
    if (fraction < kHalf && fraction + error >= kHalf) return {};
    digits = round_up_if(scaled.integer, fraction > kHalf, fraction == kHalf, scaled.has_more_bits);
  } else {
    ++exponent;
    digits = scaled.integer / 10;
    const uint64_t last = scaled.integer % 10;
    if (last == 4 && fraction + error < fraction) return {};
    digits =
        round_up_if(digits, last > 5 || (last == 5 && fraction != 0), last == 5, scaled.has_more_bits);
  }
  if (digits == limit) {
    digits /= 10;
    ++exponent;
  }
  return {true, digits, exponent};
}

}  // namespace nacre::numbers
