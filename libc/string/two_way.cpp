// SPDX-License-Identifier: MIT
#include "libc/string/two_way.hpp"

#include <string.h>

namespace nacre::string {

namespace {

using Byte = unsigned char;

// A suffix of the needle, and the period of this suffix: the least distance at which it repeats.
struct Suffix {
  size_t start, period;
};

// Returns the suffix that is the last in alphabetical order. If `reversed`, the order of the bytes is
// reversed.
Suffix last_suffix(const Byte* needle, size_t m, bool reversed) {
  size_t start = 0;      // of the last suffix so far
  size_t candidate = 1;  // the start of the suffix that is compared with it
  size_t equal = 0;      // the number of bytes in which the two are equal
  size_t period = 1;
  while (candidate + equal < m) {
    const Byte next = needle[candidate + equal], best = needle[start + equal];
    if (next == best) {
      // After a whole period, compare the next repetition.
      if (++equal == period) candidate += period, equal = 0;
    } else if ((next < best) != reversed) {
      // The candidate and all suffixes inside the equal part come before the last suffix.
      candidate += equal + 1;
      equal = 0;
      period = candidate - start;
    } else {
      start = candidate++;
      equal = 0;
      period = 1;
    }
  }
  return {start, period};
}

}  // namespace

const Byte* find_two_way(const Byte* haystack, size_t n, const Byte* needle, size_t m) {
  if (n < m) return nullptr;
  const Suffix forward = last_suffix(needle, m, false), backward = last_suffix(needle, m, true);
  // The suffix that begins further to the right divides the needle into two parts. The right part is
  // compared first, from left to right. If its byte k differs, no match begins at this position or at
  // the next k positions.
  const Suffix right = forward.start > backward.start ? forward : backward;
  const bool is_periodic = memcmp(needle, needle + right.period, right.start) == 0;
  const size_t rest = m - right.start;
  const size_t shift = is_periodic ? right.period : (right.start > rest ? right.start : rest) + 1;
  // If the needle is periodic, this many bytes at its beginning are known to match after a shift by one
  // period.
  const size_t kept = is_periodic ? m - right.period : 0;
  size_t known = 0;
  for (size_t at = 0; at <= n - m;) {
    const Byte* const window = haystack + at;
    size_t i = right.start > known ? right.start : known;
    while (i < m && needle[i] == window[i]) ++i;
    if (i < m) {
      at += i - right.start + 1;
      known = 0;
      continue;
    }
    i = right.start;
    while (i > known && needle[i - 1] == window[i - 1]) --i;
    if (i <= known) return window;
    at += shift;
    known = kept;
  }
  return nullptr;
}

}  // namespace nacre::string
