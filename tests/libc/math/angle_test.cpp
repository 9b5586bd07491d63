// SPDX-License-Identifier: MIT
// Tests sinf, cosf, tanf and sincosf with each instruction set. The exact results are those of the
// functions for double.
#include <gtest/gtest.h>
#include <math.h>

#include <bit>

#include "tests/libc/math/backends.hpp"
#include "tests/libc/math/exceptions.hpp"

using namespace nacre::test;

namespace {

// The error of a result in units in the last place.
double error(float result, double exact) {
  const int exponent = exact == 0 ? -125 : ilogb(exact) + 1;
  return fabs(ldexp(static_cast<double>(result) - exact, 24 - (exponent < -125 ? -125 : exponent)));
}

class FloatAngle : public testing::TestWithParam<MathBackend> {
 protected:
  UseMathBackend use_{GetParam()};

  // Compares the functions at a number, and at its negative.
  void expect_near(float magnitude, double limit, double tangent_limit, int mode = FE_TONEAREST) {
    for (const float x : {magnitude, -magnitude}) {
      const double number = x;  // selects the functions for double
      const double sine = sin(number), cosine = cos(number), tangent = tan(number);
      fesetround(mode);
      const float s = sinf(x), c = cosf(x), t = tanf(x);
      float both_sine, both_cosine;
      sincosf(x, &both_sine, &both_cosine);
      fesetround(FE_TONEAREST);
      ASSERT_LE(error(s, sine), limit) << x;
      ASSERT_LE(error(c, cosine), limit) << x;
      ASSERT_LE(error(t, tangent), tangent_limit) << x;
      ASSERT_EQ(both_sine, s) << x;
      ASSERT_EQ(both_cosine, c) << x;
    }
  }
};

TEST_P(FloatAngle, HasASmallErrorForNumbersOfAllSizes) {
  for (uint32_t bits = 1; bits < 0x7f800000; bits += 10007)
    expect_near(std::bit_cast<float>(bits), 0.502, 0.81);
}
TEST_P(FloatAngle, HasASmallErrorNextToMultiplesOfAQuarterTurn) {
  for (int i = 1; i < 100000; ++i) {
    const float x = static_cast<float>(i * M_PI_4);
    for (const float number : {nextafterf(x, 0), x, nextafterf(x, INFINITY)})
      expect_near(number, 0.502, 0.81);
  }
}
TEST_P(FloatAngle, HasAnErrorOfAboutOneUnitInOtherModes) {
  // A tangent just below 1 can be rounded up to a number above 1. Units are twice as large there.
  constexpr double kTangentLimit = 2.3;
  for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    for (int i = 1; i < 20000; ++i)
      expect_near(static_cast<float>(i * M_PI_4), 1.01, kTangentLimit, mode);
    for (uint32_t bits = 0x38000000; bits < 0x7f800000; bits += 100003)
      expect_near(std::bit_cast<float>(bits), 1.01, kTangentLimit, mode);
  }
}
TEST_P(FloatAngle, RaisesInexactUnlessItIsZero) {
  for (float (*const call)(float) : {sinf, cosf, tanf}) {
    EXPECT_EQ(outcome_of([&] { return call(0.0F); }).raised, 0);
    EXPECT_EQ(outcome_of([&] { return call(0x1p-20F); }).raised, FE_INEXACT);
    EXPECT_EQ(outcome_of([&] { return call(2.5F); }).raised, FE_INEXACT);
    EXPECT_EQ(outcome_of([&] { return call(1e30F); }).raised, FE_INEXACT);
  }
  for (float (*const call)(float) : {sinf, tanf})
    EXPECT_EQ(outcome_of([&] { return call(0x1p-140F); }).raised, FE_INEXACT | FE_UNDERFLOW);
  EXPECT_EQ(outcome_of([&] { return cosf(0x1p-140F); }).raised, FE_INEXACT);
}
TEST_P(FloatAngle, OfInfinityIsInvalid) {
  float sine, cosine;
  const auto outcome = outcome_of([&] {
    sincosf(-INFINITY, &sine, &cosine);
    return sine;
  });
  EXPECT_TRUE(std::isnan(sine) && std::isnan(cosine));
  EXPECT_EQ(outcome.raised, FE_INVALID);
}
INSTANTIATE_TEST_SUITE_P(, FloatAngle, testing::ValuesIn(math_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
