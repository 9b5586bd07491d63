// SPDX-License-Identifier: MIT
// Each source with a macro of sysdeps/contract/math_function.hpp is compiled for FMA and for SSE2. The
// public function contains the code for FMA (math_function.h).
#pragma once
#include <math_function.h>
#include "support/export.hpp"

// NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types and names
#ifdef __FMA__
#define NACRE_MATH_FUNCTION_1(type, name, a)                                                 \
  NACRE_MATH_INLINE type nacre_math_body(type a);                                            \
  NACRE_MATH_ENTRY(NACRE_MATH_FMA, type, #name, NACRE_MATH_TAKE_1(type), nacre_math_body(x)) \
  NACRE_MATH_INLINE type nacre_math_body(type a)
#define NACRE_MATH_FUNCTION_2(type, name, a, b)                                                 \
  NACRE_MATH_INLINE type nacre_math_body(type a, type b);                                       \
  NACRE_MATH_ENTRY(NACRE_MATH_FMA, type, #name, NACRE_MATH_TAKE_2(type), nacre_math_body(x, y)) \
  NACRE_MATH_INLINE type nacre_math_body(type a, type b)
#define NACRE_MATH_FUNCTION_POINTERS(type, name, a, b, c)                       \
  NACRE_MATH_INLINE void nacre_math_body(type a, type* b, type* c);             \
  NACRE_MATH_ENTRY(NACRE_MATH_FMA, void, #name, NACRE_MATH_TAKE_POINTERS(type), \
                   nacre_math_body(x, y, z))                                    \
  NACRE_MATH_INLINE void nacre_math_body(type a, type* b, type* c)
#else
#define NACRE_MATH_FUNCTION_1(type, name, a) \
  NACRE_HOOK type __nacre_sse2_##name(type); \
  NACRE_HOOK type __nacre_sse2_##name(type a)
#define NACRE_MATH_FUNCTION_2(type, name, a, b)    \
  NACRE_HOOK type __nacre_sse2_##name(type, type); \
  NACRE_HOOK type __nacre_sse2_##name(type a, type b)
#define NACRE_MATH_FUNCTION_POINTERS(type, name, a, b, c)  \
  NACRE_HOOK void __nacre_sse2_##name(type, type*, type*); \
  NACRE_HOOK void __nacre_sse2_##name(type a, type* b, type* c)
#endif
// NOLINTEND(bugprone-macro-parentheses)
