// SPDX-License-Identifier: MIT
// Searches for a string of several bytes in other bytes.
#pragma once
#include <string.h>

#include "libc/string/match.hpp"
#include "libc/string/small.hpp"
#include "libc/string/two_way.hpp"

namespace nacre::string {

// Returns the first occurrence of the m bytes at `needle` in the n bytes at `haystack`, or null. m is at
// least 2.
//
// Searches for positions at which both the first and the last byte of the needle match, one vector of
// positions at a time, and compares the bytes between. If many such positions are not an occurrence, the
// rest is searched by the two-way algorithm, so the time is proportional to n + m for all inputs.
[[gnu::always_inline]] inline const Byte* find_substring(const Byte* haystack, size_t n,
                                                         const Byte* needle, size_t m) {
  constexpr size_t kSize = ByteVector::kSize;
  if (n < m) return nullptr;
  const size_t positions = n - m + 1;
  // Short haystacks, whose positions do not fill a vector.
  if (positions < kSize) return find_two_way(haystack, n, needle, m);
  const ByteVector first = ByteVector::of(needle[0]), last = ByteVector::of(needle[m - 1]);
  size_t compared = 0;  // the bytes that were compared in vain
  for (size_t at = 0; at < positions;) {
    // The last vector ends with the last position, so it can overlap the one before.
    const size_t start = at + kSize <= positions ? at : positions - kSize;
    const ByteVector a = ByteVector::load(haystack + start),
                     b = ByteVector::load(haystack + start + m - 1);
    for (auto both = (a.equal(first) & b.equal(last)).set_bytes().not_before(at - start); both;
         both = both.without_first()) {
      const size_t place = start + both.first();
      if (memcmp(haystack + place + 1, needle + 1, m - 2) == 0) return haystack + place;
      compared += m;
      if (compared > 1024 + 4 * place)
        return find_two_way(haystack + place + 1, n - place - 1, needle, m);
    }
    at = start + kSize;
  }
  return nullptr;
}

}  // namespace nacre::string
