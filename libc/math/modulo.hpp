// SPDX-License-Identifier: MIT
// The remainder of a division of floating-point numbers. It is exact, and raises no exception.
//
// Long division on integers. A significand has at least 11 bits less than a 64-bit integer, so each
// division of integers computes at least 11 bits of the quotient.
#pragma once
#include "libc/math/bits.hpp"

namespace nacre::math {

// A positive number: significand times a power of two. The exponent is biased. The significand includes
// the implicit bit. Subnormal numbers have exponent 1 and no implicit bit.
template <class Float>
struct Number {
  explicit Number(Bits<Float> bits)
      : significand(bits & ((Bits<Float>{1} << Format<Float>::kFraction) - 1)),
        exponent(static_cast<int>(bits >> Format<Float>::kFraction)) {
    if (exponent == 0)
      exponent = 1;
    else
      significand |= uint64_t{1} << Format<Float>::kFraction;
  }
  uint64_t significand;
  int exponent;
};

// Returns the bits of significand times a power of two, which must be a number of this type.
template <class Float>
inline Bits<Float> compose(uint64_t significand, int exponent) {
  constexpr int kFraction = Format<Float>::kFraction;
  if (significand == 0) return 0;
  const int shift = __builtin_clzll(significand) - (63 - kFraction);
  if (exponent > shift)  // The sum removes the implicit bit.
    return static_cast<Bits<Float>>((significand << shift) +
                                    (static_cast<uint64_t>(exponent - shift - 1) << kFraction));
  return static_cast<Bits<Float>>(significand << (exponent - 1));
}

// The remainder has the exponent of the divisor. The quotient is modulo 2^32.
struct Division {
  uint64_t remainder, divisor;
  int exponent;
  uint32_t quotient;
};

// Divides x by y. The exponent of x must be at least that of y.
template <class Float>
inline Division divide(Number<Float> x, Number<Float> y) {
  // The number of upper zero bits of a significand.
  constexpr int kRoom = 63 - Format<Float>::kFraction;
  int distance = x.exponent - y.exponent;
  if (distance <= kRoom) [[likely]] {
    const uint64_t dividend = x.significand << distance;
    return {dividend % y.significand, y.significand, y.exponent,
            static_cast<uint32_t>(dividend / y.significand)};
  }
  // Without its lower zero bits, a divisor such as 10.0 has more room.
  const int zeros = __builtin_ctzll(y.significand);
  const int moved = zeros < distance ? zeros : distance;
  const uint64_t divisor = y.significand >> moved;
  distance -= moved;
  const int room = __builtin_clzll(divisor);
  uint64_t rest = x.significand;
  uint32_t quotient = 0;
  // The first dividend may be greater than the divisor. The later ones are smaller.
  for (int step = distance < kRoom ? distance : kRoom;;) {
    rest <<= step;
    quotient = static_cast<uint32_t>((uint64_t{quotient} << step) + rest / divisor);
    rest %= divisor;
    distance -= step;
    if (distance == 0) return {rest, divisor, y.exponent + moved, quotient};
    step = distance < room ? distance : room;
  }
}

template <class Float>
inline Float remainder_toward_zero(Float x, Float y) {
  const Bits<Float> sign = bits_of(x) & kSign<Float>, a = bits_of(x) ^ sign,
                    b = bits_of(y) & ~kSign<Float>;
  // The second test is true if y is 0 or NaN.
  if (a >= kInfinity<Float> || b - 1 >= kInfinity<Float>) [[unlikely]]
    return (x * y) / (x * y);
  if (a < b) return x;
  const Division division = divide(Number<Float>(a), Number<Float>(b));
  return from_bits(sign | compose<Float>(division.remainder, division.exponent));
}

// Rounds the quotient to the nearest integer, and ties to even. Stores its sign and its low 31 bits.
template <class Float>
inline Float remainder_to_nearest(Float x, Float y, int* quotient) {
  Bits<Float> sign = bits_of(x) & kSign<Float>;
  const Bits<Float> a = bits_of(x) ^ sign, b = bits_of(y) & ~kSign<Float>;
  *quotient = 0;
  if (b == 0 || b > kInfinity<Float> || a >= kInfinity<Float>) [[unlikely]]
    return (x * y) / (x * y);
  Number<Float> dividend(a), divisor(b);
  // x is less than half of y.
  if (a == 0 || b == kInfinity<Float> || dividend.exponent + 1 < divisor.exponent) return x;
  if (dividend.exponent < divisor.exponent) {
    divisor.significand <<= 1;
    --divisor.exponent;
  }
  const Division division = divide(dividend, divisor);
  // There is no branch here, because the processor could not predict it.
  const uint64_t rest = division.remainder, doubled = 2 * rest;
  const bool up =
      (doubled > division.divisor) | ((doubled == division.divisor) & ((division.quotient & 1) != 0));
  const uint64_t all = -uint64_t{up};
  const uint64_t nearest = (rest ^ all) + (division.divisor & all) + up;
  sign ^= kSign<Float> & static_cast<Bits<Float>>(all);
  const int magnitude = static_cast<int>((division.quotient + up) & 0x7fffffff);
  *quotient = ((bits_of(x) ^ bits_of(y)) & kSign<Float>) != 0 ? -magnitude : magnitude;
  return from_bits(sign | compose<Float>(nearest, division.exponent));
}

}  // namespace nacre::math
