// SPDX-License-Identifier: MIT
// Tests fmod, remainder and remquo. The exact results are those of the functions for long double, which
// nacre has from musl.
#include <gtest/gtest.h>
#include <math.h>

#include <bit>
#include <limits>
#include <random>

#include "tests/libc/math/exceptions.hpp"

using namespace nacre::test;

namespace {

template <class Float>
struct Functions;
template <>
struct Functions<double> {
  using Bits = uint64_t;
  static constexpr auto modulo = static_cast<double (*)(double, double)>(::fmod);
  static constexpr auto nearest = static_cast<double (*)(double, double)>(::remainder);
  static constexpr auto quotient = static_cast<double (*)(double, double, int*)>(::remquo);
};
template <>
struct Functions<float> {
  using Bits = uint32_t;
  static constexpr auto modulo = ::fmodf;
  static constexpr auto nearest = ::remainderf;
  static constexpr auto quotient = ::remquof;
};

template <class Float>
class Modulo : public testing::Test {
 protected:
  using F = Functions<Float>;
  using Limits = std::numeric_limits<Float>;

  void expect_exact(Float x, Float y) {
    const auto modulo = outcome_of([&] { return F::modulo(x, y); }, FE_UPWARD);
    EXPECT_TRUE(is_same(modulo.result, static_cast<Float>(::fmodl(x, y))))
        << "fmod " << x << " " << y << " is " << modulo.result;
    EXPECT_EQ(modulo.raised, 0) << x << " " << y;
    const auto nearest = outcome_of([&] { return F::nearest(x, y); }, FE_DOWNWARD);
    EXPECT_TRUE(is_same(nearest.result, static_cast<Float>(::remainderl(x, y))))
        << "remainder " << x << " " << y << " is " << nearest.result;
    EXPECT_EQ(nearest.raised, 0) << x << " " << y;
    int quotient, expected;
    EXPECT_TRUE(is_same(F::quotient(x, y, &quotient), nearest.result));
    ::remquol(x, y, &expected);
    EXPECT_EQ(quotient & 7, expected & 7) << x << " " << y;
    EXPECT_TRUE(quotient == 0 || (quotient < 0) == (std::signbit(x) != std::signbit(y)));
    const long double whole = (static_cast<long double>(x) - nearest.result) / y;
    if (fabsl(whole) < 1024) {
      EXPECT_EQ(quotient, whole) << x << " " << y;
    }
  }
  Float random_number() {
    for (;;) {
      const Float x = std::bit_cast<Float>(static_cast<typename F::Bits>(bits_()));
      if (std::isfinite(x)) return x;
    }
  }
  // A number between 2^low and 2^high.
  Float between(int low, int high) {
    const Float x = std::ldexp(static_cast<Float>(1 + static_cast<double>(bits_() >> 12) * 0x1p-52),
                               low + static_cast<int>(bits_() % static_cast<unsigned>(high - low)));
    return (bits_() & 1) != 0 ? x : -x;
  }
  std::mt19937_64 bits_{1};
};
using Floats = testing::Types<double, float>;
TYPED_TEST_SUITE(Modulo, Floats);

TYPED_TEST(Modulo, IsExactForRandomNumbers) {
  for (int i = 0; i < 20000; ++i) {
    const TypeParam y = this->random_number();
    this->expect_exact(this->random_number(), y == 0 ? 1 : y);
    this->expect_exact(this->between(-5, 30), this->between(-5, 5));
    this->expect_exact(this->between(0, 100), static_cast<TypeParam>(1 + i % 100));
  }
}
TYPED_TEST(Modulo, IsExactForSubnormalNumbers) {
  using Limits = std::numeric_limits<TypeParam>;
  const TypeParam least = Limits::denorm_min();
  for (const TypeParam y :
       {least, 2 * least, 3 * least, 1000 * least, Limits::min(), Limits::min() - least})
    for (const TypeParam x : {least, 5 * least, Limits::min(), 3 * Limits::min(), TypeParam{1},
                              TypeParam{0.1}, Limits::max()}) {
      this->expect_exact(x, y);
      this->expect_exact(-x, y);
      this->expect_exact(x, -y);
    }
}
TYPED_TEST(Modulo, IsExactForMultiplesAndTies) {
  for (int i = -100; i <= 100; ++i)
    for (const TypeParam y : {TypeParam{1}, TypeParam{0.75}, TypeParam{3}, TypeParam{10}}) {
      this->expect_exact(static_cast<TypeParam>(i) * y, y);
      this->expect_exact(static_cast<TypeParam>(i) * y / 2, y);
    }
}
TYPED_TEST(Modulo, IsInvalidForInfinityByAnythingAndAnythingByZero) {
  using F = Functions<TypeParam>;
  const TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  int quotient;
  for (const auto& [x, y] : {std::pair{infinity, TypeParam{1}},
                             {-infinity, infinity},
                             {TypeParam{1}, TypeParam{0}},
                             {TypeParam{0}, TypeParam{0}},
                             {TypeParam{1}, -TypeParam{0}}}) {
    for (const auto& outcome :
         {outcome_of([&, x = x, y = y] { return F::modulo(x, y); }),
          outcome_of([&, x = x, y = y] { return F::nearest(x, y); }),
          outcome_of([&, x = x, y = y] { return F::quotient(x, y, &quotient); })}) {
      EXPECT_TRUE(std::isnan(outcome.result)) << x << " " << y;
      EXPECT_EQ(outcome.raised, FE_INVALID) << x << " " << y;
    }
  }
}
TYPED_TEST(Modulo, IsTheNumberForInfinityAndNanForNan) {
  using F = Functions<TypeParam>;
  const TypeParam infinity = std::numeric_limits<TypeParam>::infinity(), nan = NAN;
  for (const TypeParam x :
       {TypeParam{0}, -TypeParam{0}, TypeParam{5}, -std::numeric_limits<TypeParam>::max()}) {
    EXPECT_TRUE(is_same(F::modulo(x, infinity), x));
    EXPECT_TRUE(is_same(F::modulo(x, -infinity), x));
    EXPECT_TRUE(is_same(F::nearest(x, infinity), x));
    for (const auto& outcome :
         {outcome_of([&] { return F::modulo(x, nan); }), outcome_of([&] { return F::modulo(nan, x); }),
          outcome_of([&] { return F::nearest(x, nan); })}) {
      EXPECT_TRUE(std::isnan(outcome.result));
      EXPECT_EQ(outcome.raised, 0);
    }
  }
  EXPECT_TRUE(is_same(F::modulo(-TypeParam{0}, 3), -TypeParam{0}));
  EXPECT_TRUE(is_same(F::nearest(-TypeParam{0}, 3), -TypeParam{0}));
}
TEST(ModuloNames, DremIsRemainder) {
  EXPECT_EQ(drem(7, 4), -1);
  EXPECT_EQ(dremf(7, 4), -1);
}

}  // namespace
