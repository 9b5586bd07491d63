// SPDX-License-Identifier: MIT
// Searches for a string of several bytes in other bytes.
#pragma once
#include <string.h>

#include "libc/string/scan.hpp"
#include "libc/string/small.hpp"
#include "libc/string/two_way.hpp"

namespace nacre::string {

// Searches the string at `s`, which is not empty, for the byte `first` directly followed by `second`.
// Returns the address of `second`, or of the null byte if it comes earlier.
//
// Each step loads two vectors: one to compare with `second`, and one that begins one byte earlier, to
// compare with `first`. After the first step, the later vector is aligned, so it is inside one page. The
// byte before a block of vectors belongs to the string, so its page can be read.
template <class Vector = ByteVector>
[[gnu::always_inline]] inline const Byte* find_pair_or_zero(const Byte* s, Byte first, Byte second) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  const Vector firsts = Vector::of(first), seconds = Vector::of(second);
  const auto key = [&](Vector before, Vector loaded) __attribute__((__always_inline__)) {
    const Vector v = loaded.in_register();
    return ZeroBytes<Vector>{((before ^ firsts) | (v ^ seconds)).min(v)};
  };
  const Byte* p = s + 1;
  if (crosses_page(s, kSize + 1)) [[unlikely]] {
    const size_t offset = misalignment(p, kSize);
    const auto matches =
        key(Vector::load(p - offset - 1), Vector::load_aligned(p - offset)).mask().from(offset);
    if (matches) return p + matches.first();
  } else if (const auto matches = key(Vector::load(s), Vector::load(p)).mask()) {
    return p + matches.first();
  }
  p += kSize - misalignment(p, kSize);
  const auto match = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load(p + i - 1), Vector::load_aligned(p + i));
  };
  for (; misalignment(p, kBlock) != 0; p += kSize)
    if (const auto matches = match(0).mask()) return p + matches.first();
  for (size_t index = 0;; p += kBlock)
    if (find_in_block<Vector>(match, index)) return p + index;
}

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
  const ByteVector first = ByteVector::of(needle[0]), last = ByteVector::of(needle[m - 1]);
  size_t compared = 0;  // the bytes that were compared in vain
  const Byte* found;
  const auto flags_at = [&](size_t start) __attribute__((__always_inline__)) {
    const ByteVector a = ByteVector::load(haystack + start),
                     b = ByteVector::load(haystack + start + m - 1);
    return (a.equal(first) & b.equal(last)).set_bytes();
  };
  // Searches the flagged positions after `start`. Returns whether the search is complete, and then sets
  // `found`.
  const auto found_in = [&](size_t start, auto flags) __attribute__((__always_inline__)) {
    for (; flags; flags = flags.without_first()) {
      const size_t place = start + flags.first();
      found = haystack + place;
      if (memcmp(found + 1, needle + 1, m - 2) == 0) return true;
      compared += m;
      if (compared > 1024 + 4 * place) {
        found = find_two_way(found + 1, n - place - 1, needle, m);
        return true;
      }
    }
    return false;
  };
  // The positions of a short haystack do not fill a vector. The vectors of bytes are read past its end,
  // if each is inside one page.
  if (positions < kSize) {
    if (crosses_page(haystack, kSize) || crosses_page(haystack + m - 1, kSize)) [[unlikely]]
      return find_two_way(haystack, n, needle, m);
    return found_in(0, flags_at(0).only_first(positions)) ? found : nullptr;
  }
  size_t at = 0;
  for (; at + kSize <= positions; at += kSize)
    if (found_in(at, flags_at(at))) return found;
  // The last vector ends with the last position, so it can overlap the one before.
  if (at == positions) return nullptr;
  const size_t start = positions - kSize;
  return found_in(start, flags_at(start).not_before(at - start)) ? found : nullptr;
}

}  // namespace nacre::string
