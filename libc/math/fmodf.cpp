// SPDX-License-Identifier: MIT
#include <math.h>

#include "libc/math/modulo.hpp"
#include "support/export.hpp"

NACRE_PUBLIC float fmodf(float x, float y) { return nacre::math::remainder_toward_zero(x, y); }
