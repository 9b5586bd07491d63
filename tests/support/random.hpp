// SPDX-License-Identifier: MIT
// Random numbers for tests.
#pragma once
#include <cstddef>

namespace nacre::test {

// Random numbers that the seed determines (xorshift64*).
class Random {
 public:
  explicit Random(unsigned long long seed) : state_(seed * 2 + 1) {}
  unsigned long long next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545f4914f6cdd1d;
  }
  // Returns a number below `limit`.
  size_t below(size_t limit) { return static_cast<size_t>((next() >> 32) * limit >> 32); }

 private:
  unsigned long long state_;
};

}  // namespace nacre::test
