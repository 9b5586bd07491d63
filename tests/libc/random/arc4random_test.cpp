// SPDX-License-Identifier: MIT
// Tests the arc4random functions: errno, buffer limits, repetitions and the distribution of the output.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cerrno>
#include <cmath>
#include <set>
#include <vector>

namespace {

TEST(Arc4random, NeverModifiesErrno) {
  unsigned char buffer[1000];
  errno = 4321;
  for (int i = 0; i < 100; ++i) {
    arc4random();
    arc4random_uniform(1000);
    arc4random_buf(buffer, sizeof buffer);
    arc4random_buf(buffer, 0);
  }
  EXPECT_EQ(errno, 4321);
}

TEST(Arc4random, RepeatsItselfOnlyByChance) {
  // 4.7 equal pairs are expected among 200,000 32-bit numbers. 25 or more occur once in 10^10 runs.
  std::set<uint32_t> seen;
  int repeated = 0;
  for (int i = 0; i < 200000; ++i) repeated += !seen.insert(arc4random()).second;
  EXPECT_LT(repeated, 25);
}

// At least one of 16 calls must change the last byte of the buffer from 0, because a random byte is 0
// once in 256 calls. No call may change the bytes behind the buffer.
TEST(Arc4random, FillsTheBufferToItsEnd) {
  for (size_t length = 1; length < 2000; length += 7) {
    std::vector<unsigned char> buffer(length + 8, 0);
    bool last = false;
    for (int i = 0; i < 16 && !last; ++i) {
      arc4random_buf(buffer.data(), length);
      last = buffer[length - 1] != 0;
    }
    EXPECT_TRUE(last) << "the last of " << length << " bytes is always 0";
    for (size_t i = length; i < buffer.size(); ++i)
      ASSERT_EQ(buffer[i], 0) << "byte " << i << " was written by a call for " << length << " bytes";
  }
}

TEST(Arc4randomUniform, StaysBelowItsBound) {
  for (const uint32_t bound : {0U, 1U})  // the bound 0 gives 0, too
    for (int i = 0; i < 100; ++i) EXPECT_EQ(arc4random_uniform(bound), 0u);
  for (const uint32_t bound : {2U, 3U, 6U, 63U, 64U, 65U, 255U, 256U, 257U, 16384U, 16385U, 65537U,
                               1000003U, 0x7fffffffU, 0x80000000U, 0x80000001U, 0xffffffffU})
    for (int i = 0; i < 2000; ++i) ASSERT_LT(arc4random_uniform(bound), bound);
}

TEST(Arc4randomUniform, GivesEachNumberEquallyOften) {
  for (const uint32_t bound : {2U, 3U, 5U, 6U, 10U, 52U, 63U, 64U, 65U, 100U, 251U, 1000U}) {
    std::vector<double> counts(bound);
    const double expected = 1000;
    for (uint32_t i = 0; i < bound * 1000; ++i) ++counts[arc4random_uniform(bound)];
    double chi_square = 0;
    for (const double n : counts) chi_square += (n - expected) * (n - expected) / expected;
    // The limit is seven standard deviations, plus a margin for few degrees of freedom.
    const double degrees = bound - 1;
    EXPECT_LT(chi_square, degrees + 7 * std::sqrt(2 * degrees) + 20) << "bound " << bound;
  }
}

}  // namespace
