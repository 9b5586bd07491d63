// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>

namespace test {

// Returns whether there is a run of kRun zero bytes, as in a draw from a page that was dropped. Every
// such run contains an index that is kRun - 1 modulo kRun. So only the bytes at these indexes are read.
// If one of them is zero, its neighbours are read too.
template <std::size_t kRun>
bool has_zero_run(const unsigned char* bytes, std::size_t size) {
  for (std::size_t probe = kRun - 1; probe < size; probe += kRun) {
    if (bytes[probe] != 0) [[likely]]
      continue;
    std::size_t from = probe, to = probe + 1;
    while (from > 0 && bytes[from - 1] == 0) --from;
    while (to < size && bytes[to] == 0) ++to;
    if (to - from >= kRun) return true;
  }
  return false;
}

}  // namespace test
