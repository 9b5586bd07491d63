// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/angle.hpp"
#include "sysdeps/contract/math_function.hpp"

using namespace nacre::math;

namespace {

inline float cosine(Angle angle) { return static_cast<float>(sine({angle.rest, angle.quadrant + 1})); }

}  // namespace

NACRE_MATH_FUNCTION_1(float, cosf, x) {
  const uint32_t bits = bits_of(x) & ~kSign<float>;
  if (is_medium(bits)) [[likely]]
    return cosine(reduce_medium(x));
  if (bits < kSmall) {
    raise(x + 0x1p120F);  // inexact unless x is 0
    return 1;
  }
  if (bits >= kInfinity<float>) return x - x;
  return cosine(reduce_large(x));
}
