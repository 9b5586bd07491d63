// SPDX-License-Identifier: MIT
// Tests which backend of the mathematical functions is selected on x86_64, for given features of the
// processor, and that the first call of a function selects it.
#include <gtest/gtest.h>
#include <math.h>

#include <math_backend.hpp>
#include <vector_features.hpp>

namespace {

using namespace nacre;
using namespace nacre::sys;

MathBackend backend(unsigned vectors, bool has_sse41, bool has_fma) {
  return math_backend_for({vectors, false, false, has_sse41, has_fma});
}

TEST(ChosenMathBackend, NeedsAllItsInstructions) {
  EXPECT_EQ(backend(kAvx2 | kBmi, true, true), MathBackend::fma);
  EXPECT_EQ(backend(kAvx2 | kBmi, true, false), MathBackend::sse41);
  // FMA needs the upper halves of the registers, which kAvx2 includes.
  EXPECT_EQ(backend(kBmi, true, true), MathBackend::sse41);
  EXPECT_EQ(backend(kAvx2, true, true), MathBackend::sse41);
  EXPECT_EQ(backend(0, true, false), MathBackend::sse41);
  EXPECT_EQ(backend(0, false, false), MathBackend::sse2);
}
TEST(ChosenMathBackend, IsThatOfThisProcessor) {
  const bool has_fma = __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2") &&
                       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  EXPECT_EQ(choose_math_backend(), has_fma                            ? MathBackend::fma
                                   : __builtin_cpu_supports("sse4.1") ? MathBackend::sse41
                                                                      : MathBackend::sse2);
}

// The first call must keep all arguments, whose number and types differ.
TEST(ChosenMathBackend, IsSelectedByTheFirstCall) {
  const MathBackend best = choose_math_backend();
  const auto first = [&](auto call) {
    math_backend.store(MathBackend::unknown, Order::relaxed);
    const auto result = call();
    EXPECT_EQ(math_backend.load(Order::relaxed), best);
    EXPECT_EQ(result, call());
    return result;
  };
  volatile double x = 2, y = 10, z = 0.5;
  EXPECT_EQ(first([&] { return floor(x + z); }), 2);
  EXPECT_EQ(first([&] { return pow(x, y); }), 1024);
  EXPECT_EQ(first([&] { return powf(static_cast<float>(x), static_cast<float>(y)); }), 1024);
  EXPECT_EQ(first([&] { return fma(x, y, z); }), 20.5);
  EXPECT_EQ(first([&] { return log2(x); }), 1);
  EXPECT_EQ(first([&] { return hypot(3 * x, 4 * x); }), 10);
  double sine = 0, cosine = 0;
  first([&] {
    sincos(x, &sine, &cosine);
    return sine;
  });
  EXPECT_EQ(sine, sin(x));
  EXPECT_EQ(cosine, cos(x));
}

}  // namespace
