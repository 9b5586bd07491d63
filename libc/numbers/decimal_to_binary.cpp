// SPDX-License-Identifier: MIT
// The Eisel-Lemire algorithm: one product of 64 and 128 bits gives the significand of the result. It
// differs from the published form in the treatment of errors: the product has a known error bound, and
// the exact conversion is used if the product is so near to a midpoint between two results that the
// error matters. docs/numbers.md has the proof.
#include "libc/numbers/decimal_to_binary.hpp"

#include <errno.h>
#include <float.h>

#include "libc/numbers/power_of_ten.hpp"
#include "sysdeps/contract/rounding.hpp"

namespace nacre::numbers {
namespace {

// The parameters of a floating-point format.
struct Parameters {
  int bits;            // bits of a significand, with the first one, which is not stored
  int least_exponent;  // exponent of the first bit of the least normal number
  int bias;            // what is added to an exponent before it is stored
  int infinity;        // the stored exponent of infinity
};
constexpr Parameters kParametersOfFloat = {FLT_MANT_DIG, FLT_MIN_EXP - 1, FLT_MAX_EXP - 1,
                                           2 * FLT_MAX_EXP - 1};
constexpr Parameters kParametersOfDouble = {DBL_MANT_DIG, DBL_MIN_EXP - 1, DBL_MAX_EXP - 1,
                                            2 * DBL_MAX_EXP - 1};

// Raises the floating-point exception "inexact", by a product at run time.
void raise_inexact() {
  volatile double factor = 1 + DBL_EPSILON;
  [[maybe_unused]] volatile double product = factor * factor;
}

// Returns whether digits * 10^power can be the number of a format if power is negative: whether
// 5^-power divides the digits.
bool is_binary_fraction(uint64_t digits, int power) {
  for (; power < 0; ++power) {
    if (digits % 5 != 0) return false;
    digits /= 5;
  }
  return true;
}

}  // namespace

bool decimal_to_binary(const Decimal& decimal, Format format, double* result) {
  if (decimal.digits == 0) {
    *result = 0;
    return true;
  }
  if (decimal.power < kLeastPower || decimal.power > kGreatestPower) return false;
  if (!sys::rounds_to_nearest()) return false;
  const Parameters& parameters = format == Format::kDouble ? kParametersOfDouble : kParametersOfFloat;
  const int power = static_cast<int>(decimal.power);

  // The first 128 bits of the number, of which the first or the second bit is set.
  const int shift = __builtin_clzll(decimal.digits);
  const Bits192 product = multiply(power_of_ten(power), decimal.digits << shift);
  const uint64_t high = product.upper.high, low = product.upper.low;
  const bool is_exact = !decimal.has_more_digits && is_exact_power(power);

  // Split `high` into the significand and the fraction that is rounded.
  const int leading_zeros = high >> 63 == 0;
  const int exponent = 64 + floor_log2_of_power(power) - shift - leading_zeros;
  int fraction_bits = 64 - parameters.bits - leading_zeros;
  const int below_normal = parameters.least_exponent - exponent;
  const bool is_subnormal = below_normal > 0;
  if (is_subnormal) {
    // With the modes "denormals are zero" and "flush to zero" of x86_64, a subnormal float would become
    // 0 when the caller converts the result to float.
    if (decimal.has_more_digits || format == Format::kFloat) return false;
    fraction_bits += below_normal;
    if (fraction_bits > 63) return false;
  }
  uint64_t significand = high >> fraction_bits;
  const uint64_t fraction = high & ((uint64_t{1} << fraction_bits) - 1);
  const uint64_t half = uint64_t{1} << (fraction_bits - 1);

  // The product is too small if it is not exact: the true fraction is above `fraction`, and at most
  // `limit`. If a half is between them, this function cannot round. If further digits could make the
  // result exact, it cannot raise the right floating-point exceptions.
  const bool carry = !is_exact && low > ~uint64_t{kProductError};
  const uint64_t of_more_digits = decimal.has_more_digits ? uint64_t{1} << shift : 0;
  const uint64_t limit = fraction + of_more_digits + carry;
  if (fraction < half) {
    if (limit >= half) return false;
  } else {
    if (limit >= 2 * half && decimal.has_more_digits) return false;
    const bool is_tie = fraction == half && low == 0 && product.lowest == 0 && is_exact;
    significand += is_tie ? significand & 1 : 1;
  }

  // A carry into the exponent is correct: the significand is then zero.
  const uint64_t biased = is_subnormal ? 1 : static_cast<uint64_t>(exponent + parameters.bias);
  const uint64_t stored = ((biased - 1) << (parameters.bits - 1)) + significand;
  const uint64_t infinity = static_cast<uint64_t>(parameters.infinity) << (parameters.bits - 1);
  if (stored >= infinity) return false;
  if (is_subnormal) {
    // If a carry can have changed the exponent, the exact conversion decides about errno.
    if ((significand & (significand - 1)) == 0) return false;
    // A subnormal number has more than 19 decimal digits, so the result is not exact.
    errno = ERANGE;
  }
  const bool is_result_exact =
      is_exact ? fraction == 0 && low == 0 && product.lowest == 0
               : carry && fraction == 2 * half - 1 && is_binary_fraction(decimal.digits, power);
  if (!is_result_exact) raise_inexact();
  if (format == Format::kDouble)
    *result = __builtin_bit_cast(double, stored);
  else
    *result = static_cast<double>(__builtin_bit_cast(float, static_cast<uint32_t>(stored)));
  return true;
}

bool decimal_to_normal(const Decimal& decimal, Format format, double* result) {
  return decimal_to_binary(decimal, format, result) &&
         __builtin_bit_cast(uint64_t, *result) >> (DBL_MANT_DIG - 1) != 0;
}

}  // namespace nacre::numbers
