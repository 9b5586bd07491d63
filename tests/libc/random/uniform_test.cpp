// SPDX-License-Identifier: MIT
// Tests arc4random_uniform, which uses Lemire's method: it multiplies a random number of 1 to 5 bytes by
// the bound, takes the upper part of the product as the result, and rejects some lower parts. Numbers of
// one and two bytes are tested with all their values. For wider numbers, the computation and the
// distribution of results are tested.
#include "libc/random/uniform.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

namespace {

using nacre::random::Scaled;

// Counts how many numbers of kBytes bytes give each result, and how many numbers are rejected. Each
// result must come from equally many numbers.
template <unsigned kBytes>
void expect_exactly_uniform(uint32_t bound) {
  std::vector<uint32_t> counts(bound);
  uint64_t rejected = 0;
  for (uint64_t number = 0; number < Scaled<kBytes>::kNumbers; ++number) {
    const auto scaled = Scaled<kBytes>::of(number, bound);
    ASSERT_LT(scaled.result, bound);
    if (scaled.is_rejected(bound))
      ++rejected;
    else
      ++counts[scaled.result];
  }
  for (uint32_t result = 0; result < bound; ++result)
    ASSERT_EQ(counts[result], counts[0]) << "result " << result << ", bound " << bound;
  EXPECT_GT(counts[0], 0u);
  EXPECT_EQ(rejected, Scaled<kBytes>::kNumbers % bound) << "more numbers are rejected than necessary";
}

TEST(Uniform, OneByteGivesEachResultEquallyOftenForEveryBound) {
  for (uint32_t bound = 1; bound <= 256; ++bound) expect_exactly_uniform<1>(bound);
}

TEST(Uniform, TwoBytesGiveEachResultEquallyOften) {
  for (uint32_t bound = 1; bound <= 65536; bound += bound < 300 ? 1 : 97)
    expect_exactly_uniform<2>(bound);
  for (const uint32_t bound : {32767, 32768, 32769, 65535, 65536}) expect_exactly_uniform<2>(bound);
}

// Compares Scaled<kBytes> with a product that is computed in two parts, so that no bits are lost.
template <unsigned kBytes>
void expect_scaled_exactly() {
  uint64_t number = 1;
  for (int i = 0; i < 200000; ++i) {
    number = number * 6364136223846793005u + 1442695040888963407u;
    const uint64_t drawn = (number >> 11) % Scaled<kBytes>::kNumbers;
    const auto bound = static_cast<uint32_t>(number >> 32) >> (i % 12) | 1;
    const uint64_t high = (drawn >> 24) * bound;
    const uint64_t low = (drawn & 0xffffff) * bound;
    const uint64_t above_24_bits = high + (low >> 24);
    const auto scaled = Scaled<kBytes>::of(drawn, bound);
    ASSERT_EQ(scaled.result, static_cast<uint32_t>(above_24_bits >> (8 * kBytes - 24)))
        << "number " << drawn << ", bound " << bound;
    ASSERT_EQ(scaled.low_part, drawn * bound % Scaled<kBytes>::kNumbers);
    ASSERT_EQ(scaled.is_rejected(bound), scaled.low_part < Scaled<kBytes>::kNumbers % bound);
  }
}

TEST(Uniform, ThreeToFiveBytesAreScaledExactly) {
  expect_scaled_exactly<3>();
  expect_scaled_exactly<4>();
  expect_scaled_exactly<5>();
}

// Returns the expected cost (draw_cost in uniform.hpp) of a result below `bound` from numbers of kBytes
// bytes, including the numbers that are rejected. Returns a very high cost if kBytes bytes cannot hold
// the bound.
template <unsigned kBytes>
double expected_cost(uint32_t bound) {
  constexpr double kNumbers = static_cast<double>(Scaled<kBytes>::kNumbers);
  if (bound > kNumbers) return 1e9;
  return static_cast<double>(nacre::random::draw_cost(kBytes)) * kNumbers /
         (kNumbers - static_cast<double>(Scaled<kBytes>::kNumbers % bound));
}

TEST(Uniform, DrawsTheNumberOfBytesThatCostsLeast) {
  using nacre::random::suffices;
  uint32_t bound = 2;
  for (int i = 0; i < 400000; ++i) {
    const double costs[] = {expected_cost<1>(bound), expected_cost<2>(bound), expected_cost<3>(bound),
                            expected_cost<4>(bound), expected_cost<5>(bound)};
    const int taken = suffices<1>(bound)   ? 0
                      : suffices<2>(bound) ? 1
                      : suffices<3>(bound) ? 2
                      : suffices<4>(bound) ? 3
                                           : 4;
    // suffices() assumes that a number with one more byte is never rejected. In fact, up to one of 256
    // such numbers is rejected. So the chosen cost may exceed the least cost by up to 0.4 %.
    for (const double cost : costs)
      ASSERT_LE(costs[taken], cost * 1.004)
          << "for bound " << bound << ", numbers of " << taken + 1 << " bytes are not the cheapest";
    bound += bound < 100000 ? 1 : bound / 30000;
    if (bound < 2) break;  // the bound has overflowed
  }
}

// Calls the public function with bounds for which it draws one or two bytes.
TEST(Arc4randomUniform, GivesEachResultAsOftenAsExpected) {
  for (const uint32_t bound : {3u, 6u, 7u, 75u, 100u, 129u, 171u, 255u, 257u, 1000u, 3001u}) {
    std::vector<double> counts(bound);
    const int draws = static_cast<int>(bound) * 400;
    for (int i = 0; i < draws; ++i) {
      const uint32_t result = arc4random_uniform(bound);
      ASSERT_LT(result, bound);
      ++counts[result];
    }
    double chi_square = 0;
    for (const double n : counts) chi_square += (n - 400) * (n - 400) / 400;
    // The cube root of chi-square over its degrees of freedom is nearly normal (Wilson and Hilferty).
    // A deviation beyond 5.5 occurs once in 10^7 runs.
    const double degrees = bound - 1;
    const double spread = 2 / (9 * degrees);
    const double deviation = (std::cbrt(chi_square / degrees) - (1 - spread)) / std::sqrt(spread);
    EXPECT_LT(std::abs(deviation), 5.5) << "bound " << bound << ", chi-square " << chi_square;
  }
}

// For larger bounds, which need two to five bytes, counts the results in each of 100 equal parts of the
// range.
TEST(Arc4randomUniform, SpreadsLargeResultsEvenly) {
  for (const uint32_t bound :
       {65535u, 65537u, 1000000u, 16777215u, 16777217u, 2147483649u, 3000000001u, 4294967295u}) {
    std::vector<double> counts(100);
    for (int i = 0; i < 40000; ++i)
      ++counts[static_cast<size_t>(uint64_t{arc4random_uniform(bound)} * 100 / bound)];
    double chi_square = 0;
    for (const double n : counts) chi_square += (n - 400) * (n - 400) / 400;
    // With 99 degrees of freedom, chi-square is outside of these limits in fewer than two of 10^6 runs.
    EXPECT_GT(chi_square, 43) << "bound " << bound;
    EXPECT_LT(chi_square, 179) << "bound " << bound;
  }
}

}  // namespace
