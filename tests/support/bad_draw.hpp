// SPDX-License-Identifier: MIT
#pragma once
#include "tests/support/zero_run.hpp"

namespace test {

// A run of six zero bytes: in a draw of 60 bytes chance gives one in 10^13.
inline bool is_bad_draw(const unsigned char* bytes, std::size_t size) {
  return has_zero_run<6>(bytes, size);
}

}  // namespace test
