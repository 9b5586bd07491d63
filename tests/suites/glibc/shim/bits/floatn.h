/* SPDX-License-Identifier: MIT */
#if __has_include_next(<bits/floatn.h>)
#include_next <bits/floatn.h>
#else
/* musl has no functions for the types _FloatN. */
#define __HAVE_FLOAT16 0
#define __HAVE_FLOAT32 0
#define __HAVE_FLOAT32X 0
#define __HAVE_FLOAT64 0
#define __HAVE_FLOAT64X 0
#define __HAVE_FLOAT128 0
#define __HAVE_FLOAT128X 0
#define __HAVE_DISTINCT_FLOAT128 0
#define __HAVE_FLOAT128_UNLIKE_LDBL 0
#define __HAVE_FLOAT64X_LONG_DOUBLE 0
#endif
