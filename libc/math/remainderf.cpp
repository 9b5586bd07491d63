// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/modulo.hpp"
#include "support/export.hpp"

NACRE_PUBLIC float remainderf(float x, float y) {
  int quotient;
  return nacre::math::remainder_to_nearest(x, y, &quotient);
}
NACRE_PUBLIC __attribute__((__weak__)) float dremf(float x, float y) { return remainderf(x, y); }
