// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>

namespace test {

// A run of six zero bytes: in a draw of 60 bytes chance gives one in 10^13.
inline bool is_bad_draw(const unsigned char* bytes, std::size_t size) {
  std::size_t zeros = 0;
  for (std::size_t i = 0; i < size; ++i) {
    zeros = bytes[i] == 0 ? zeros + 1 : 0;
    if (zeros >= 6) return true;
  }
  return false;
}

}  // namespace test
