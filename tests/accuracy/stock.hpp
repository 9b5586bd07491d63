// SPDX-License-Identifier: MIT
// Declares the mathematical functions of stock musl. accuracy.mk gives them these names.
#pragma once

extern "C" {
#define STOCK_UNARY(name)      \
  double stock_##name(double); \
  float stock_##name##f(float);
#define STOCK_BINARY(name)             \
  double stock_##name(double, double); \
  float stock_##name##f(float, float);
STOCK_UNARY(sin)
STOCK_UNARY(cos)
STOCK_UNARY(tan)
STOCK_UNARY(asin)
STOCK_UNARY(acos)
STOCK_UNARY(atan)
STOCK_UNARY(exp)
STOCK_UNARY(exp2)
STOCK_UNARY(log)
STOCK_UNARY(log2)
STOCK_UNARY(log10)
STOCK_UNARY(floor)
STOCK_UNARY(ceil)
STOCK_UNARY(trunc)
STOCK_UNARY(rint)
STOCK_UNARY(nearbyint)
STOCK_UNARY(round)
STOCK_BINARY(pow)
STOCK_BINARY(hypot)
STOCK_BINARY(fmod)
STOCK_BINARY(remainder)
double stock_fma(double, double, double);
float stock_fmaf(float, float, float);
double stock_remquo(double, double, int*);
float stock_remquof(float, float, int*);
void stock_sincos(double, double*, double*);
void stock_sincosf(float, float*, float*);
#undef STOCK_UNARY
#undef STOCK_BINARY
}
