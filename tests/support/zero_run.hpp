// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>

namespace test {

// Is there a run of so many zero bytes? That is what a draw from a page that was zeroed under it looks
// like. Every such run has one byte at an index of kRun - 1 modulo kRun: only those are looked at, and
// what is around them where one is zero.
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
