// SPDX-License-Identifier: MIT
// These macros begin the definition of a mathematical function. A source has one such function. The last
// arguments are the names of the parameters.
//
//   NACRE_MATH_FUNCTION_1(type, name, a) { ... }               type name(type a)
//   NACRE_MATH_FUNCTION_2(type, name, a, b) { ... }            type name(type a, type b)
//   NACRE_MATH_FUNCTION_POINTERS(type, name, a, b, c) { ... }  void name(type a, type* b, type* c)
//
// If the architecture has several instruction sets, the source is compiled once for each set, and the
// function calls the version for the processor.
#pragma once
#include <math_function.hpp>
