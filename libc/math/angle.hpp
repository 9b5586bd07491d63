// SPDX-License-Identifier: MIT
// Sine, cosine and tangent of float, computed in double. There is no branch that depends on the
// quadrant, because the processor could not predict it.
#pragma once
#include "libc/math/bits.hpp"

namespace nacre::math {

// The angle is quadrant * pi/2 + rest, and |rest| is at most about pi/4.
struct Angle {
  double rest;
  uint32_t quadrant;  // modulo 4
};

// The bits of the numbers of float between which `reduce_medium` is exact enough: 2^-12, below which the
// functions need no polynomial, and 2^28 * pi/2.
inline constexpr uint32_t kSmall = 0x39800000, kLarge = 0x4dc90fdb;
// For |x| as bits.
constexpr bool is_medium(uint32_t bits) { return bits - kSmall < kLarge - kSmall; }

// Cody and Waite's method. The first part of pi/2 has 25 bits, so its product with a quadrant is exact.
inline Angle reduce_medium(double x) {
  constexpr double kQuarterTurns = 0x1.45f306dc9c883p-1;  // 2 / pi
  constexpr double kHigh = 0x1.921fb5p+0, kLow = 0x1.110b4611a6263p-26, kLimit = 0x1.921fb6p-1;
  // A sum with this number rounds to an integer, which is then in the lower bits.
  constexpr double kInteger = 0x1.8p52;
  const double sum = multiply_add(x, kQuarterTurns, kInteger);
  double turns = sum - kInteger;
  uint32_t quadrant = static_cast<uint32_t>(bits_of(sum));
  double rest = multiply_add(turns, -kLow, multiply_add(turns, -kHigh, x));
  // If the rounding mode is not to nearest, the integer can be the second nearest.
  if (__builtin_fabs(rest) > kLimit) [[unlikely]] {
    const int step = rest > 0 ? 1 : -1;
    turns += step;
    quadrant += static_cast<uint32_t>(step);
    rest = multiply_add(turns, -kLow, multiply_add(turns, -kHigh, x));
  }
  return {rest, quadrant};
}

// Payne and Hanek's method, for finite numbers of at least 2^28. Of the bits of 2 / pi, those that add
// multiples of a full turn are left out, and so are those that are too small to matter.
Angle reduce_large(float x);

// A polynomial for each quadrant: (constant + linear * rest) * (1 + z * (c[0] + z * (c[1] + ...))),
// where z is the square of the rest.
struct alignas(64) Quadrant {
  double constant, linear, c[4];
};
extern const Quadrant kQuadrants[4];

// The sine. The cosine is the sine of the next quadrant.
inline double sine(Angle angle) {
  const Quadrant& q = kQuadrants[angle.quadrant & 3];
  const double z = angle.rest * angle.rest, w = z * z;
  const double low = multiply_add(z, q.c[1], q.c[0]), high = multiply_add(z, q.c[3], q.c[2]);
  return multiply_add(angle.rest, q.linear, q.constant) *
         multiply_add(z, multiply_add(w, high, low), 1.0);
}

inline double tangent(Angle angle) {
  // The polynomial of FreeBSD's k_tanf.c.
  constexpr double c0 = 0x1.5554d3418c99fp-2, c1 = 0x1.112fd38999f72p-3, c2 = 0x1.b54c91d865afep-5,
                   c3 = 0x1.91df3908c33cep-6, c4 = 0x1.85dadfcecf44ep-9, c5 = 0x1.362b9bf971bcdp-7;
  const double z = angle.rest * angle.rest, w = z * z;
  const double low = multiply_add(z, c1, c0), middle = multiply_add(z, c3, c2),
               high = multiply_add(z, c5, c4);
  const double value =
      angle.rest * multiply_add(z, multiply_add(w, multiply_add(w, high, middle), low), 1.0);
  // value / 1 or -1 / value.
  const uint64_t mask = uint64_t{angle.quadrant & 1} - 1;
  const double dividend = from_bits((bits_of(value) & mask) | (bits_of(-1.0) & ~mask)),
               divisor = from_bits((bits_of(1.0) & mask) | (bits_of(value) & ~mask));
  return dividend / divisor;
}

// Evaluates an expression only for its exceptions.
inline void raise(float expression) {
  volatile float result = expression;
  static_cast<void>(result);
}
// The sine or tangent of a number below 2^-12 is this number. It is inexact if it is not 0. It
// underflows if it is subnormal.
inline float small_angle(float x) {
  raise((bits_of(x) & ~kSign<float>) < 0x00800000 ? x / 0x1p120F : x + 0x1p120F);
  return x;
}

}  // namespace nacre::math
