// SPDX-License-Identifier: MIT
// Detects random output that contains erased memory: a draw (one getrandom() call) with a run of zeros.
#pragma once
#include "tests/support/zero_run.hpp"

namespace test {

// Returns whether the draw has a run of six zero bytes. A random draw of 60 bytes has one with a
// probability of 2 in 10^13.
inline bool is_bad_draw(const unsigned char* bytes, std::size_t size) {
  return has_zero_run<6>(bytes, size);
}

}  // namespace test
