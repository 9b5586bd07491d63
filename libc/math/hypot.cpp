// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/bits.hpp"
#include "sysdeps/contract/math_function.hpp"

namespace {

using namespace nacre::math;

// x * x is exactly `high` + `low`.
struct Square {
  explicit Square(double x) : high(x * x) {
#ifdef __FP_FAST_FMA
    low = __builtin_fma(x, x, -high);
#else
    // Dekker's product. Veltkamp's splitting makes two halves of x.
    const double scaled = x * (0x1p27 + 1), upper = x - scaled + scaled, lower = x - upper;
    low = upper * upper - high + 2 * upper * lower + lower * lower;
#endif
  }
  double high, low;
};

// x and y are positive, and their squares are normal.
inline double root_of_squares(double x, double y) {
  const Square a(x), b(y);
  return __builtin_sqrt(b.low + a.low + b.high + a.high);
}

constexpr int exponent_of(uint64_t bits) { return static_cast<int>(bits >> 52); }

// Squares of numbers between these exponents neither overflow nor lose bits.
constexpr int kLowest = 0x3ff - 450, kHighest = 0x3ff + 510;

}  // namespace

NACRE_MATH_FUNCTION_2(double, hypot, first, second) {
  uint64_t a = bits_of(first) & ~kSign<double>, b = bits_of(second) & ~kSign<double>;
  // a becomes the greater one.
  const uint64_t greater = a > b ? a : b;
  b = a > b ? b : a;
  a = greater;
  const double x = from_bits(a), y = from_bits(b);
  const int distance = exponent_of(a) - exponent_of(b);
  if (exponent_of(a) <= kHighest && exponent_of(b) >= kLowest && distance <= 64) [[likely]]
    return root_of_squares(x, y);
  // The result is infinity also if the other number is NaN.
  if (b >= kInfinity<double>) return y;
  if (a >= kInfinity<double> || b == 0) return x;
  // The sum is inexact.
  if (distance > 64) return x + y;
  if (exponent_of(a) > kHighest) return 0x1p700 * root_of_squares(x * 0x1p-700, y * 0x1p-700);
  return 0x1p-700 * root_of_squares(x * 0x1p700, y * 0x1p700);
}
