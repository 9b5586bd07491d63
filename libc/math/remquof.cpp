// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/modulo.hpp"
#include "support/export.hpp"

NACRE_PUBLIC float remquof(float x, float y, int* quotient) {
  return nacre::math::remainder_to_nearest(x, y, quotient);
}
