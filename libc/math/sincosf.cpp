// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/angle.hpp"
#include "sysdeps/contract/math_function.hpp"

using namespace nacre::math;

namespace {

inline void store(Angle angle, float* sin, float* cos) {
  *sin = static_cast<float>(sine(angle));
  *cos = static_cast<float>(sine({angle.rest, angle.quadrant + 1}));
}

}  // namespace

NACRE_MATH_FUNCTION_POINTERS(float, sincosf, x, sin, cos) {
  const uint32_t bits = bits_of(x) & ~kSign<float>;
  if (is_medium(bits)) [[likely]] {
    store(reduce_medium(x), sin, cos);
  } else if (bits < kSmall) {
    *sin = small_angle(x);
    *cos = 1;
  } else if (bits >= kInfinity<float>) {
    *sin = *cos = x - x;
  } else {
    store(reduce_large(x), sin, cos);
  }
}
