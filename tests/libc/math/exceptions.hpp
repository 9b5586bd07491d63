// SPDX-License-Identifier: MIT
// Calls functions in a rounding mode, and returns the exceptions that they raise.
#pragma once
#include <fenv.h>

#include <cmath>

namespace nacre::test {

// FE_ALL_EXCEPT of x86_64 also has the exception for subnormal operands.
inline constexpr int kExceptions = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INEXACT;
inline constexpr int kRoundingModes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};

template <class Float>
struct Outcome {
  Float result;
  int raised;
};
template <class Call>
auto outcome_of(Call call, int mode = FE_TONEAREST) -> Outcome<decltype(call())> {
  feclearexcept(FE_ALL_EXCEPT);
  fesetround(mode);
  const volatile auto result = call();
  const int raised = fetestexcept(kExceptions);
  fesetround(FE_TONEAREST);
  return {result, raised};
}

// Whether two numbers are the same, also the sign of zero.
template <class Float>
bool is_same(Float a, Float b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

}  // namespace nacre::test
