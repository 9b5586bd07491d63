// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/angle.hpp"
#include "sysdeps/contract/math_function.hpp"

using namespace nacre::math;

NACRE_MATH_FUNCTION_1(float, sinf, x) {
  const uint32_t bits = bits_of(x) & ~kSign<float>;
  if (is_medium(bits)) [[likely]]
    return static_cast<float>(sine(reduce_medium(x)));
  if (bits < kSmall) return small_angle(x);
  if (bits >= kInfinity<float>) return x - x;
  return static_cast<float>(sine(reduce_large(x)));
}
