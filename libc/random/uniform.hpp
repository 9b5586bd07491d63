// SPDX-License-Identifier: MIT
// Computes random numbers below a bound from given random bytes. arc4random_uniform tries suffices<1>,
// suffices<2>, ... and draws the first number of bytes that suffices.
#pragma once
#include <stdint.h>

namespace nacre::random {

// Lemire's method. Multiply a random number of kBytes bytes by the bound; the high part of the product
// is the result. Reject the number when the low part is below 256^kBytes mod bound, so that every
// result is equally likely.
template <unsigned kBytes>
struct Scaled {
  static_assert(kBytes >= 1 && kBytes <= 5);
  static constexpr uint64_t kNumbers = uint64_t{1} << 8 * kBytes;

  uint32_t result;
  uint64_t low_part;  // of the product

  static constexpr Scaled of(uint64_t number, uint32_t bound) {
    if constexpr (kBytes <= 4) {
      const uint64_t product = number * bound;
      return {static_cast<uint32_t>(product >> 8 * kBytes), product % kNumbers};
    } else {
      const uint64_t low = (number & 0xffffffff) * bound;
      const uint64_t high = (number >> 32) * bound + (low >> 32);
      return {static_cast<uint32_t>(high >> 8), (high & 0xff) << 32 | (low & 0xffffffff)};
    }
  }
  // Must the number be rejected? The first comparison avoids the division if the low part is large. If
  // the bound is much smaller than 256^kBytes, this is nearly always so.
  constexpr bool is_rejected(uint32_t bound) const {
    return low_part < bound && low_part < kNumbers % bound;
  }
};

// The time for drawing this many random bytes: 100 for each byte, and 130 for the call. Only the ratio
// of these numbers matters. `make thresholds` measures it.
constexpr uint64_t draw_cost(unsigned bytes) { return 100 * bytes + 130; }

// Does a draw of kBytes bytes have the least expected cost? The caller has already excluded shorter
// draws: their numbers are too small for the bound, or are rejected too often. A draw of one more byte
// costs more, but its number is rejected less often.
template <unsigned kBytes>
constexpr bool suffices(uint32_t bound) {
  constexpr uint64_t kNumbers = Scaled<kBytes>::kNumbers;
  // If at least this many of the kNumbers numbers are accepted, kBytes are cheaper than kBytes + 1.
  constexpr uint64_t kGood = kNumbers * draw_cost(kBytes) / draw_cost(kBytes + 1);
  if (bound <= kNumbers - kGood) return true;  // fewer than `bound` numbers are rejected
  if (bound > kNumbers) return false;
  return kNumbers - kNumbers % bound >= kGood;
}

}  // namespace nacre::random
