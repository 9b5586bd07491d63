// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>

namespace statistics {

// What a draw from a page that was zeroed under it looks like. By chance one place in 2^64 has such a
// run: in the 1.6 GB of the largest storm once in 10^10 runs.
constexpr std::size_t kZeroRun = 8;

// Is there a run of eight zero bytes? Every such run has one byte at an index of 7 modulo 8: only those
// are looked at, and what is around them where one is zero.
inline bool has_zero_run(const unsigned char* bytes, std::size_t size) {
  for (std::size_t probe = kZeroRun - 1; probe < size; probe += kZeroRun) {
    if (bytes[probe] != 0) [[likely]]
      continue;
    std::size_t from = probe, to = probe + 1;
    while (from > 0 && bytes[from - 1] == 0) --from;
    while (to < size && bytes[to] == 0) ++to;
    if (to - from >= kZeroRun) return true;
  }
  return false;
}

}  // namespace statistics
