// SPDX-License-Identifier: MIT
// The bits of floating-point numbers.
#pragma once
#include <stdint.h>

namespace nacre::math {

// The format of a type: Bits is an unsigned integer of the same size, and kFraction is the number of
// bits of the fraction.
template <class Float>
struct Format;
template <>
struct Format<double> {
  using Bits = uint64_t;
  static constexpr int kFraction = 52;
};
template <>
struct Format<float> {
  using Bits = uint32_t;
  static constexpr int kFraction = 23;
};
template <class Float>
using Bits = typename Format<Float>::Bits;

template <class Float>
constexpr Bits<Float> bits_of(Float x) {
  return __builtin_bit_cast(Bits<Float>, x);
}
inline double from_bits(uint64_t bits) { return __builtin_bit_cast(double, bits); }
inline float from_bits(uint32_t bits) { return __builtin_bit_cast(float, bits); }

template <class Float>
inline constexpr Bits<Float> kSign = Bits<Float>{1} << (8 * sizeof(Float) - 1);
// The bits of infinity. The bits of a NaN without its sign are greater.
template <class Float>
inline constexpr Bits<Float> kInfinity = kSign<Float> - (Bits<Float>{1} << Format<Float>::kFraction);

// a * b + c, with one rounding if the processor has an instruction for it.
inline double multiply_add(double a, double b, double c) {
#ifdef __FP_FAST_FMA
  return __builtin_fma(a, b, c);
#else
  return a * b + c;
#endif
}

}  // namespace nacre::math
