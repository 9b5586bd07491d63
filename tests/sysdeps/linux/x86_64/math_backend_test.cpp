// SPDX-License-Identifier: MIT
// Tests which backend of the mathematical functions is selected on x86_64, for given features of the
// processor.
#include <gtest/gtest.h>

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

}  // namespace
