// SPDX-License-Identifier: MIT
// Tests which backend of the string functions is selected on x86_64, for given features of the
// processor.
#include <gtest/gtest.h>
#include <string_function.hpp>
#include <vector_features.hpp>

namespace {

using namespace nacre::sys;

constexpr unsigned kForAvx2 = kAvx2 | kBmi, kForAvx512 = kForAvx2 | kAvx512 | kAvx512Bw;

StringBackend backend(unsigned vectors, bool keeps_clock = true) {
  return string_backend_for({vectors, keeps_clock, false});
}

TEST(ChosenStringBackend, NeedsAllItsInstructions) {
  EXPECT_EQ(backend(kForAvx512), StringBackend::avx512);
  EXPECT_EQ(backend(kForAvx512 & ~kAvx512Bw), StringBackend::avx2);
  EXPECT_EQ(backend(kForAvx512 & ~kAvx512), StringBackend::avx2);
  EXPECT_EQ(backend(kForAvx512 & ~kBmi), StringBackend::sse2);
  EXPECT_EQ(backend(kForAvx2), StringBackend::avx2);
  EXPECT_EQ(backend(kAvx2), StringBackend::sse2);
  EXPECT_EQ(backend(0), StringBackend::sse2);
}
TEST(ChosenStringBackend, IsNotAvx512IfThatLowersTheClock) {
  EXPECT_EQ(backend(kForAvx512, false), StringBackend::avx2);
}

// eax of CPUID leaf 1, and the bits of edx of leaf 7 for AVX512-FP16 and FSRM.
constexpr unsigned kIceLake = 0x606a6, kSapphireRapids = 0x806f8, kZen4 = 0xa10f11;
constexpr unsigned kFp16 = 1 << 23, kShortRepeat = 1 << 4;

TEST(ChosenStringBackend, ClockOfIntelBeforeSapphireRapidsIsNotKept) {
  EXPECT_FALSE(keeps_clock(kIceLake, kShortRepeat));
  EXPECT_TRUE(keeps_clock(kSapphireRapids, kShortRepeat | kFp16));
  EXPECT_TRUE(keeps_clock(kZen4, kShortRepeat));
}
TEST(ChosenStringBackend, RepeatedMovesAreOnlyForIntelWithFsrm) {
  EXPECT_TRUE(repeats_fast(kIceLake, kShortRepeat));
  EXPECT_FALSE(repeats_fast(kIceLake, kFp16));
  EXPECT_FALSE(repeats_fast(kZen4, kShortRepeat));
}

}  // namespace
