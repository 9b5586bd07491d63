// SPDX-License-Identifier: MIT
// Tests mathematical functions at arguments whose results the C standard (Annex F) names, with each
// instruction set.
#include <gtest/gtest.h>
#include <math.h>

#include <initializer_list>
#include <limits>

#include "tests/libc/math/backends.hpp"
#include "tests/libc/math/exceptions.hpp"

using namespace nacre::test;

namespace {

constexpr double kInfinity = INFINITY, kNan = NAN, kMax = std::numeric_limits<double>::max();
constexpr int kSevere = kExceptions & ~FE_INEXACT;

struct Case {
  const char* name;
  double (*call)(double);
  float (*call_float)(float);  // may be null
  double x, result;
  int raised = 0;
};
const Case kCases[] = {
    {"sin", sin, sinf, 0.0, 0.0},
    {"sin", sin, sinf, -0.0, -0.0},
    {"sin", sin, sinf, kInfinity, kNan, FE_INVALID},
    {"sin", sin, sinf, kNan, kNan},
    {"cos", cos, cosf, 0.0, 1},
    {"cos", cos, cosf, 0x1p-140, 1},
    {"cos", cos, cosf, -kInfinity, kNan, FE_INVALID},
    {"cos", cos, cosf, kNan, kNan},
    {"tan", tan, tanf, 0.0, 0.0},
    {"tan", tan, tanf, -0.0, -0.0},
    {"tan", tan, tanf, kInfinity, kNan, FE_INVALID},
    {"tan", tan, tanf, kNan, kNan},
    {"asin", asin, nullptr, -0.0, -0.0},
    {"asin", asin, nullptr, 1, M_PI_2},
    {"asin", asin, nullptr, 1.5, kNan, FE_INVALID},
    {"asin", asin, nullptr, kNan, kNan},
    {"acos", acos, nullptr, 1, 0.0},
    {"acos", acos, nullptr, -1, M_PI},
    {"acos", acos, nullptr, -1.5, kNan, FE_INVALID},
    {"acos", acos, nullptr, kNan, kNan},
    {"atan", atan, nullptr, -0.0, -0.0},
    {"atan", atan, nullptr, kInfinity, M_PI_2},
    {"atan", atan, nullptr, -kInfinity, -M_PI_2},
    {"atan", atan, nullptr, kNan, kNan},
    {"exp", exp, expf, 0.0, 1},
    {"exp", exp, expf, -kInfinity, 0.0},
    {"exp", exp, expf, kInfinity, kInfinity},
    {"exp", exp, expf, kNan, kNan},
    {"exp", exp, expf, 800, kInfinity, FE_OVERFLOW},
    {"exp", exp, expf, -800, 0.0, FE_UNDERFLOW},
    {"exp2", exp2, exp2f, 0.0, 1},
    {"exp2", exp2, exp2f, 10, 1024},
    {"exp2", exp2, exp2f, -3, 0.125},
    {"exp2", exp2, exp2f, -kInfinity, 0.0},
    {"exp2", exp2, exp2f, kInfinity, kInfinity},
    {"exp2", exp2, exp2f, kNan, kNan},
    {"exp2", exp2, exp2f, 1024, kInfinity, FE_OVERFLOW},
    {"exp2", exp2, exp2f, -1100, 0.0, FE_UNDERFLOW},
    {"log", log, logf, 1, 0.0},
    {"log", log, logf, 0.0, -kInfinity, FE_DIVBYZERO},
    {"log", log, logf, -0.0, -kInfinity, FE_DIVBYZERO},
    {"log", log, logf, -1, kNan, FE_INVALID},
    {"log", log, logf, kInfinity, kInfinity},
    {"log", log, logf, kNan, kNan},
    {"log2", log2, log2f, 1, 0.0},
    {"log2", log2, log2f, 8, 3},
    {"log2", log2, nullptr, 0x1p-1074, -1074},
    {"log2", log2, log2f, 0.0, -kInfinity, FE_DIVBYZERO},
    {"log2", log2, log2f, -kInfinity, kNan, FE_INVALID},
    {"log2", log2, log2f, kInfinity, kInfinity},
    {"log2", log2, log2f, kNan, kNan},
    {"log10", log10, nullptr, 1, 0.0},
    {"log10", log10, nullptr, 1000, 3},
    {"log10", log10, nullptr, 0.0, -kInfinity, FE_DIVBYZERO},
    {"log10", log10, nullptr, -1, kNan, FE_INVALID},
    {"log10", log10, nullptr, kInfinity, kInfinity},
    {"log10", log10, nullptr, kNan, kNan},
};

struct CaseOfTwo {
  const char* name;
  double (*call)(double, double);
  float (*call_float)(float, float);
  double x, y, result;
  int raised = 0;
};
const CaseOfTwo kCasesOfTwo[] = {
    {"pow", pow, powf, 2, 10, 1024},
    {"pow", pow, powf, -2, 3, -8},
    {"pow", pow, powf, 1, kNan, 1},
    {"pow", pow, powf, kNan, 0, 1},
    {"pow", pow, powf, kNan, 1, kNan},
    {"pow", pow, powf, -1, kInfinity, 1},
    {"pow", pow, powf, 0.0, -1, kInfinity, FE_DIVBYZERO},
    {"pow", pow, powf, -0.0, -3, -kInfinity, FE_DIVBYZERO},
    {"pow", pow, powf, -0.0, 3, -0.0},
    {"pow", pow, powf, -8, 0.5, kNan, FE_INVALID},
    {"pow", pow, powf, -kInfinity, -3, -0.0},
    {"pow", pow, powf, -kInfinity, 3, -kInfinity},
    {"pow", pow, powf, 0.5, kInfinity, 0.0},
    {"pow", pow, powf, 0.5, -kInfinity, kInfinity},
    {"pow", pow, powf, 10, 400, kInfinity, FE_OVERFLOW},
    {"pow", pow, powf, -10, 401, -kInfinity, FE_OVERFLOW},
    {"pow", pow, powf, 10, -400, 0.0, FE_UNDERFLOW},
    {"hypot", hypot, nullptr, kInfinity, kNan, kInfinity},
    {"hypot", hypot, nullptr, kNan, -kInfinity, kInfinity},
    {"hypot", hypot, nullptr, kNan, 1, kNan},
    {"hypot", hypot, nullptr, 1, kNan, kNan},
    {"hypot", hypot, nullptr, 0.0, -0.0, 0.0},
    {"hypot", hypot, nullptr, -3, 0, 3},
    {"hypot", hypot, nullptr, kMax, kMax, kInfinity, FE_OVERFLOW},
};

class SpecialValues : public testing::TestWithParam<MathBackend> {
 protected:
  UseMathBackend use_{GetParam()};
};
TEST_P(SpecialValues, HaveTheResultsAndExceptionsOfTheStandard) {
  for (const Case& c : kCases) {
    const auto outcome = outcome_of([&] { return c.call(c.x); });
    EXPECT_TRUE(is_same(outcome.result, c.result))
        << c.name << " of " << c.x << " is " << outcome.result;
    EXPECT_EQ(outcome.raised & kSevere, c.raised) << c.name << " of " << c.x;
    if (c.call_float == nullptr) continue;
    const auto of_float = outcome_of([&] { return c.call_float(static_cast<float>(c.x)); });
    EXPECT_TRUE(is_same(of_float.result, static_cast<float>(c.result))) << c.name << "f of " << c.x;
    EXPECT_EQ(of_float.raised & kSevere, c.raised) << c.name << "f of " << c.x;
  }
}
TEST_P(SpecialValues, OfTwoArgumentsHaveTheResultsAndExceptionsOfTheStandard) {
  for (const CaseOfTwo& c : kCasesOfTwo) {
    const auto outcome = outcome_of([&] { return c.call(c.x, c.y); });
    EXPECT_TRUE(is_same(outcome.result, c.result)) << c.name << " of " << c.x << " and " << c.y;
    EXPECT_EQ(outcome.raised & kSevere, c.raised) << c.name << " of " << c.x << " and " << c.y;
    if (c.call_float == nullptr) continue;
    const auto of_float =
        outcome_of([&] { return c.call_float(static_cast<float>(c.x), static_cast<float>(c.y)); });
    EXPECT_TRUE(is_same(of_float.result, static_cast<float>(c.result)))
        << c.name << "f of " << c.x << " and " << c.y;
    EXPECT_EQ(of_float.raised & kSevere, c.raised) << c.name << "f of " << c.x << " and " << c.y;
  }
}
TEST_P(SpecialValues, LogarithmOfOneIsPositiveZeroInEachMode) {
  for (const int mode : kRoundingModes)
    for (const auto call : std::initializer_list<double (*)(double)>{log, log2, log10})
      EXPECT_TRUE(is_same(outcome_of([&] { return call(1.0); }, mode).result, 0.0));
}
TEST_P(SpecialValues, FmaRoundsOnce) {
  const double x = 1 + 0x1p-30;
  EXPECT_EQ(fma(x, x, -1 - 0x1p-29), 0x1p-60);
  EXPECT_EQ(fmaf(1 + 0x1p-12F, 1 + 0x1p-12F, -1 - 0x1p-11F), 0x1p-24F);
  EXPECT_EQ(outcome_of([] { return fma(kMax, 2, 0); }).raised & kSevere, FE_OVERFLOW);
  EXPECT_EQ(outcome_of([] { return fma(kInfinity, 0, 1); }).raised & kSevere, FE_INVALID);
}
INSTANTIATE_TEST_SUITE_P(, SpecialValues, testing::ValuesIn(math_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
