// SPDX-License-Identifier: MIT
// Tests that the first call of a mathematical function selects the instruction set.
#include <gtest/gtest.h>
#include <math.h>

#include "tests/libc/math/backends.hpp"

#ifdef __x86_64__
namespace {

using namespace nacre;
using namespace nacre::sys;

// The first call must keep all arguments, whose number and types differ.
TEST(FirstMathCall, SelectsTheInstructionSet) {
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
#endif
