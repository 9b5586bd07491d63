// SPDX-License-Identifier: MIT
// A function that rounds to an integer, for SSE4.1. libc.mk compiles this source once for each function.
// NACRE_NAME is its name, NACRE_TYPE is float or double, and NACRE_ROUNDING is the operand of ROUNDSD or
// ROUNDSS: the rounding mode, and 8 if the inexact exception is not raised. round has no rounding mode of
// its own, so NACRE_ROUNDING is not defined for it.
#include <math_function.h>

typedef NACRE_TYPE Number;

// The smallest number from which on all numbers are integers.
#define INTEGERS (sizeof(Number) == sizeof(float) ? (Number)0x1p23 : (Number)0x1p52)

#define MAGNITUDE(x) (sizeof(Number) == sizeof(float) ? __builtin_fabsf(x) : (Number)__builtin_fabs(x))
#define WITH_SIGN(x, y) \
  (sizeof(Number) == sizeof(float) ? __builtin_copysignf(x, y) : (Number)__builtin_copysign(x, y))

// Rounds with one instruction. Its source is its destination, because the instruction keeps the upper
// half of the destination and so must wait for it.
#define ROUND(x, mode)                                           \
  do {                                                           \
    if (sizeof(Number) == sizeof(float))                         \
      __asm__("roundss %1, %0, %0" : "+x"(x) : "i"(mode));       \
    else                                                         \
      __asm__("roundsd %1, %0, %0" : "+x"(x) : "i"(mode));       \
  } while (0)

NACRE_MATH_INLINE Number body(Number x) {
#ifdef NACRE_ROUNDING
  ROUND(x, NACRE_ROUNDING);
  return x;
#else
  // A comparison with NaN is false. This one raises no exception.
  if (!__builtin_isless(MAGNITUDE(x), INTEGERS)) return x;
  Number whole = x;
  ROUND(whole, 11);
  // The fraction and the sum are exact, so they depend on no rounding mode and raise no exception.
  const Number one = MAGNITUDE(x - whole) >= (Number)0.5 ? 1 : 0;
  return whole + WITH_SIGN(one, x);
#endif
}

NACRE_MATH_ENTRY(NACRE_MATH_SSE41, Number, NACRE_NAME, NACRE_MATH_TAKE_1(Number), body(x))
