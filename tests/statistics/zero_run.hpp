// SPDX-License-Identifier: MIT
#pragma once
#include "tests/support/zero_run.hpp"

namespace statistics {

// By chance one place in 2^64 has such a run: in the 1.6 GB of the largest storm once in 10^10 runs.
constexpr std::size_t kZeroRun = 8;

inline bool has_zero_run(const unsigned char* bytes, std::size_t size) {
  return test::has_zero_run<kZeroRun>(bytes, size);
}

}  // namespace statistics
