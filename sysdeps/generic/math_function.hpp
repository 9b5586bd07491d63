// SPDX-License-Identifier: MIT
// For an architecture with one version of each mathematical function.
// sysdeps/contract/math_function.hpp describes the macros.
#pragma once
#include "support/export.hpp"

#define NACRE_MATH_FUNCTION_1(type, name, a) NACRE_PUBLIC type name(type a)
#define NACRE_MATH_FUNCTION_2(type, name, a, b) NACRE_PUBLIC type name(type a, type b)
#define NACRE_MATH_FUNCTION_POINTERS(type, name, a, b, c) \
  NACRE_PUBLIC void name(type a, type* b, type* c)
