// SPDX-License-Identifier: MIT
// Tests the functions that round to an integer, with each instruction set and in each rounding mode.
#include <gtest/gtest.h>
#include <math.h>

#include <bit>
#include <limits>
#include <random>
#include <vector>

#include "tests/libc/math/backends.hpp"
#include "tests/libc/math/exceptions.hpp"

using namespace nacre::test;

namespace {

enum class To { floor, ceil, trunc, away, mode };

// Rounds a number with integers.
template <class Float>
Float rounded(Float x, To to, int mode) {
  const Float magnitude = std::abs(x);
  // Also NaN.
  if (!(magnitude < std::ldexp(Float{1}, std::numeric_limits<Float>::digits - 1))) return x;
  const int64_t whole = static_cast<int64_t>(magnitude);
  const Float fraction = magnitude - static_cast<Float>(whole);
  const bool negative = std::signbit(x);
  bool up = false;  // away from zero
  if (to == To::floor || (to == To::mode && mode == FE_DOWNWARD))
    up = negative && fraction > 0;
  else if (to == To::ceil || (to == To::mode && mode == FE_UPWARD))
    up = !negative && fraction > 0;
  else if (to == To::away)
    up = fraction >= Float{0.5};
  else if (to == To::mode && mode == FE_TONEAREST)
    up = fraction > Float{0.5} || (fraction == Float{0.5} && whole % 2 != 0);
  return std::copysign(static_cast<Float>(whole + up), x);
}

template <class Float>
std::vector<Float> numbers() {
  using Limits = std::numeric_limits<Float>;
  std::vector<Float> all{0,
                         Limits::denorm_min(),
                         Limits::min(),
                         Float{0.5},
                         std::nextafter(Float{0.5}, Float{0}),
                         std::nextafter(Float{0.5}, Float{1}),
                         std::nextafter(Float{1}, Float{0}),
                         1,
                         Float{1.5},
                         Float{2.5},
                         Float{3.5},
                         Limits::max(),
                         Limits::infinity(),
                         Limits::quiet_NaN()};
  const Float integers = std::ldexp(Float{1}, Limits::digits - 1);
  for (const Float x : {integers, integers / 2, integers * 2})
    for (const int step : {-3, -2, -1, 0, 1, 2, 3}) all.push_back(x + static_cast<Float>(step) / 2);
  std::mt19937_64 bits(1);
  for (int i = 0; i < 2000; ++i) {
    all.push_back(static_cast<Float>(static_cast<double>(bits() >> 11) * 0x1p-40));
    all.push_back(static_cast<Float>(static_cast<double>(bits() % 4000) / 8));
    all.push_back(std::ldexp(Float{1.25}, static_cast<int>(bits() % 120) - 60));
  }
  for (size_t i = all.size(); i-- > 0;) all.push_back(-all[i]);
  return all;
}

// `inexact` are the exceptions that may be raised, and that must be if the result is not the number.
template <class Float>
void expect_rounded(const char* name, Float (*function)(Float), To to, int may_raise, int must_raise) {
  for (const Float x : numbers<Float>())
    for (const int mode : kRoundingModes) {
      const auto outcome = outcome_of([&] { return function(x); }, mode);
      const Float expected = rounded(x, to, mode);
      ASSERT_TRUE(is_same(outcome.result, expected)) << name << " of " << x << " is " << outcome.result;
      ASSERT_EQ(outcome.raised & ~may_raise, 0) << name << " of " << x;
      if (!std::isnan(x) && expected != x) {
        ASSERT_EQ(outcome.raised & must_raise, must_raise) << name << " of " << x;
      } else if (must_raise != 0) {
        ASSERT_EQ(outcome.raised, 0) << name << " of " << x;
      }
    }
}

class Rounding : public testing::TestWithParam<MathBackend> {
 protected:
  UseMathBackend use_{GetParam()};
  // With SSE2, these functions may raise the exception.
  const int inexact_ = text_of(GetParam()) == "sse2" ? FE_INEXACT : 0;
};

TEST_P(Rounding, IsRightInEachMode) {
  expect_rounded<double>("floor", floor, To::floor, inexact_, 0);
  expect_rounded<double>("ceil", ceil, To::ceil, inexact_, 0);
  expect_rounded<double>("trunc", trunc, To::trunc, inexact_, 0);
  expect_rounded<double>("round", round, To::away, inexact_, 0);
  expect_rounded<float>("floorf", floorf, To::floor, inexact_, 0);
  expect_rounded<float>("ceilf", ceilf, To::ceil, inexact_, 0);
  expect_rounded<float>("truncf", truncf, To::trunc, inexact_, 0);
  expect_rounded<float>("roundf", roundf, To::away, inexact_, 0);
}
TEST_P(Rounding, RaisesInexactInRintOnly) {
  expect_rounded<double>("rint", rint, To::mode, FE_INEXACT, FE_INEXACT);
  expect_rounded<float>("rintf", rintf, To::mode, FE_INEXACT, FE_INEXACT);
  expect_rounded<double>("nearbyint", nearbyint, To::mode, 0, 0);
  expect_rounded<float>("nearbyintf", nearbyintf, To::mode, 0, 0);
}
TEST_P(Rounding, OfLroundIsAwayFromZero) {
  EXPECT_EQ(lround(2.5), 3);
  EXPECT_EQ(lround(-2.5), -3);
  EXPECT_EQ(llroundf(0.49999997F), 0);
  EXPECT_EQ(llround(0.49999999999999994), 0);
}
INSTANTIATE_TEST_SUITE_P(, Rounding, testing::ValuesIn(math_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
