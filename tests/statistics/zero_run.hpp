// SPDX-License-Identifier: MIT
#pragma once
#include "tests/support/zero_run.hpp"

namespace statistics {

// A run of eight zero bytes has a probability of 2^-64 per position. In the 1.6 GB of the largest test,
// about one run in 10^10 fails by chance.
constexpr std::size_t kZeroRun = 8;

inline bool has_zero_run(const unsigned char* bytes, std::size_t size) {
  return test::has_zero_run<kZeroRun>(bytes, size);
}

}  // namespace statistics
