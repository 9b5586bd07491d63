// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/modulo.hpp"
#include "support/export.hpp"

NACRE_PUBLIC double remainder(double x, double y) {
  int quotient;
  return nacre::math::remainder_to_nearest(x, y, &quotient);
}
NACRE_PUBLIC __attribute__((__weak__)) double drem(double x, double y) { return remainder(x, y); }
