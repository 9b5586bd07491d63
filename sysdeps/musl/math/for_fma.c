// SPDX-License-Identifier: MIT
// Compiles a mathematical function of musl for FMA. libc.mk compiles this source once for each function.
// NACRE_NAME is its name, NACRE_TYPE is float or double, NACRE_ARITY is the number of its parameters (0
// for sincos), and NACRE_SOURCE is musl's source. The name of the function is also a macro: musl's function is named
// nacre_math_body here.
#include <math_function.h>

typedef NACRE_TYPE Number;

#if NACRE_ARITY == 1
NACRE_MATH_INLINE Number nacre_math_body(Number x);
NACRE_MATH_ENTRY(NACRE_MATH_FMA, Number, NACRE_NAME, NACRE_MATH_TAKE_1(Number), nacre_math_body(x))
#elif NACRE_ARITY == 2
NACRE_MATH_INLINE Number nacre_math_body(Number x, Number y);
NACRE_MATH_ENTRY(NACRE_MATH_FMA, Number, NACRE_NAME, NACRE_MATH_TAKE_2(Number), nacre_math_body(x, y))
#elif NACRE_ARITY == 3
NACRE_MATH_INLINE Number nacre_math_body(Number x, Number y, Number z);
NACRE_MATH_ENTRY(NACRE_MATH_FMA, Number, NACRE_NAME, NACRE_MATH_TAKE_3(Number), nacre_math_body(x, y, z))
#else  // sincos
NACRE_MATH_INLINE void nacre_math_body(Number x, Number *y, Number *z);
NACRE_MATH_ENTRY(NACRE_MATH_FMA, void, NACRE_NAME, NACRE_MATH_TAKE_POINTERS(Number), nacre_math_body(x, y, z))
#endif

#ifdef NACRE_KERNELS
// These functions of musl, which several of its functions share, are compiled into each of them.
#define __sin nacre_math_sin
#define __cos nacre_math_cos
#define __tan nacre_math_tan
#define __rem_pio2 nacre_math_rem_pio2
static inline double nacre_math_sin(double x, double y, int iy);
static inline double nacre_math_cos(double x, double y);
static inline double nacre_math_tan(double x, double y, int odd);
static int nacre_math_rem_pio2(double x, double *y);
#include "__rem_pio2.c"
#undef EPS
#define pio4 nacre_math_pio4
#include "__sin.c"
#include "__cos.c"
#include "__tan.c"
#undef pio4
#endif

#include NACRE_SOURCE
