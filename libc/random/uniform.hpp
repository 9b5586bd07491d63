// SPDX-License-Identifier: MIT
// How a random number below a bound is made of random bytes, apart from where those come from.
#pragma once
#include <stdint.h>

namespace nacre::random {

// A number of kBytes bytes times the bound, and that cut in two: the upper part is the result. Of the
// numbers there are, 256^kBytes mod bound too many go to some results; those with a lower part below
// that are as many, of each such result one. Without them each result has exactly the same number.
template <unsigned kBytes>
struct Scaled {
  static_assert(kBytes >= 1 && kBytes <= 5);
  static constexpr uint64_t kNumbers = uint64_t{1} << 8 * kBytes;

  uint32_t result;
  uint64_t rest;

  static constexpr Scaled of(uint64_t number, uint32_t bound) {
    if constexpr (kBytes <= 4) {
      const uint64_t product = number * bound;
      return {static_cast<uint32_t>(product >> 8 * kBytes), product % kNumbers};
    } else {
      // The product has 72 bits.
      const uint64_t low = (number & 0xffffffff) * bound;
      const uint64_t high = (number >> 32) * bound + (low >> 32);
      return {static_cast<uint32_t>(high >> 8), (high & 0xff) << 32 | (low & 0xffffffff)};
    }
  }
  // The division is for the few numbers that may be too many.
  constexpr bool is_too_many(uint32_t bound) const { return rest < bound && rest < kNumbers % bound; }
};

// What a draw of so many bytes costs, in hundredths of what one byte more does: `make thresholds`.
constexpr uint64_t draw_cost(unsigned bytes) { return 100 * bytes + 130; }

// Is a draw of kBytes the one of least expected cost? Fewer bytes are too few; one more costs more but
// is hardly ever drawn in vain.
template <unsigned kBytes>
constexpr bool suffices(uint32_t bound) {
  constexpr uint64_t kNumbers = Scaled<kBytes>::kNumbers;
  // So many of the numbers must be good for this to be cheaper.
  constexpr uint64_t kGood = kNumbers * draw_cost(kBytes) / draw_cost(kBytes + 1);
  if (bound <= kNumbers - kGood) return true;  // fewer than `bound` are not
  if (bound > kNumbers) return false;
  return kNumbers - kNumbers % bound >= kGood;
}

}  // namespace nacre::random
