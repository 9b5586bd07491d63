// SPDX-License-Identifier: MIT
// Tests hypot with each instruction set.
#include <gtest/gtest.h>
#include <math.h>

#include <limits>
#include <random>

#include "tests/libc/math/backends.hpp"
#include "tests/libc/math/exceptions.hpp"

using namespace nacre::test;

namespace {

class Hypot : public testing::TestWithParam<MathBackend> {
 protected:
  UseMathBackend use_{GetParam()};
};

TEST_P(Hypot, HasAnErrorBelowOneUnit) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 200000; ++i) {
    const double x = ldexp(static_cast<double>(bits() >> 11), -53),
                 y = ldexp(static_cast<double>(bits() >> 11), -53 - static_cast<int>(bits() % 70));
    const long double exact = sqrtl(static_cast<long double>(x) * x + static_cast<long double>(y) * y);
    const double result = (i & 1) != 0 ? hypot(x, -y) : hypot(-y, x);
    const double unit = nextafter(result, INFINITY) - result;
    ASSERT_LT(fabsl(result - exact), 0.98L * unit) << x << " " << y;
  }
}
TEST_P(Hypot, IsExactForTriplesOfAnySize) {
  for (int exponent = -1074; exponent <= 1021; ++exponent)
    for (const auto& [a, b, c] : {std::tuple{3, 4, 5}, {5, 12, 13}, {8, 15, 17}}) {
      const double result = ldexp(c, exponent);
      if (std::isinf(result)) continue;
      const auto outcome =
          outcome_of([&, a = a, b = b] { return hypot(ldexp(a, exponent), ldexp(b, exponent)); });
      ASSERT_EQ(outcome.result, result) << exponent;
      ASSERT_EQ(outcome.raised, 0) << exponent;
    }
}
TEST_P(Hypot, IsTheGreaterNumberIfTheOtherIsTiny) {
  for (const double x : {1.0, 0x1p1000, 0x1p-900, std::numeric_limits<double>::max()}) {
    const auto outcome = outcome_of([&] { return hypot(0x1p-1074, -x); });
    EXPECT_EQ(outcome.result, x);
    EXPECT_EQ(outcome.raised, FE_INEXACT);
  }
  EXPECT_EQ(hypot(0x1p-1074, 0x1p-1074), 0x1p-1074);
  EXPECT_EQ(hypot(0x1p600, 0x1p500), 0x1p600);
  EXPECT_EQ(hypot(0x1p-500, 0x1p-540), 0x1p-500);
}
INSTANTIATE_TEST_SUITE_P(, Hypot, testing::ValuesIn(math_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
