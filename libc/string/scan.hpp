// SPDX-License-Identifier: MIT
// Searches for bytes. A key is a function object that takes a vector, and returns which of its bytes
// match (match.hpp).
//
// An aligned vector or block of vectors is inside one page. So a search may read it if the string
// contains one of its bytes, because this page can be read. A vector that is not aligned is read
// only if it does not cross a page boundary.
#pragma once
#include "libc/string/match.hpp"

namespace nacre::string {

// The simplest key.
struct IsZero {
  template <class Vector>
  [[gnu::always_inline]] ZeroBytes<Vector> operator()(Vector v) const {
    return {v};
  }
};

// The number of vectors that a search examines together. Most keys need several instructions for each
// vector. Some instruction sets examine fewer vectors together for such keys.
template <class Vector>
constexpr int unroll_of_keys() {
  if constexpr (requires { Vector::kUnrollOfKeys; }) {
    static_assert(Vector::kUnrollOfKeys == 2);
    return Vector::kUnrollOfKeys;
  } else {
    return Vector::kUnroll;
  }
}

// A limit is the last byte that a function may use. It is relative to a place in the string. reaches(i)
// says whether the byte at index i from this place may be used. advance(count) moves the place forward.
struct Limit {
  size_t last;
  [[gnu::always_inline]] bool reaches(size_t index) const { return index <= last; }
  [[gnu::always_inline]] void advance(size_t count) { last -= count; }
};
struct NoLimit {
  [[gnu::always_inline]] bool reaches(size_t) const { return true; }
  [[gnu::always_inline]] void advance(size_t) {}
};

// Compares the kSize bytes at `s`. If they are in two pages, reads the second only if the string reaches
// it.
template <class Vector, class Key, class Limit = NoLimit>
[[gnu::always_inline]] inline auto first_matches(const Byte* s, Key key, Limit limit = {}) {
  constexpr size_t kSize = Vector::kSize;
  if (crosses_page(s, kSize)) [[unlikely]] {
    const size_t offset = misalignment(s, kSize), rest = kSize - offset;
    const auto matches = key(Vector::load_aligned(s - offset)).mask().from(offset);
    if (matches || !limit.reaches(rest)) return matches;
    return key(Vector::load_aligned(s + rest)).mask().after(rest);
  }
  return key(Vector::load(s)).mask();
}

// Examines vectors one after the other, from index k up to index kEnd. matches_at(i) compares the vector
// at index i. Returns found(i, j) if the byte at index i + j is the first that matches, `absent` if the
// limit is before the next vector, and rest() if no vector matches.
//
// This is not a loop, because each vector needs its own code for found(): a jump to shared code would
// take longer.
template <size_t k, size_t kEnd, size_t kSize, class MatchesAt, class Limit, class Found, class Result,
          class Rest>
[[gnu::always_inline]] inline Result examine_each(MatchesAt matches_at, Limit limit, Found found,
                                                  Result absent, Rest rest) {
  if constexpr (k == kEnd) {
    return rest();
  } else {
    if (const auto matches = matches_at(k)) [[unlikely]]
      return found(k, matches.first());
    if (!limit.reaches(k + kSize)) return absent;
    return examine_each<k + kSize, kEnd, kSize>(matches_at, limit, found, absent, rest);
  }
}

// Searches for the first byte at or after `s` that matches. Returns finish(p, i) if it is at p + i, or
// `absent` if it is after the limit, which is relative to `s`. The bytes after it need not exist.
template <class Vector, class Key, class Limit, class Finish, class Result>
[[gnu::always_inline]] inline Result search(const Byte* s, Key key, Limit limit, Finish finish,
                                            Result absent) {
  constexpr bool kHasLimit = !__is_same(Limit, NoLimit);
  constexpr int kUnroll =
      __is_same(Key, IsZero) && !kHasLimit ? Vector::kUnroll : unroll_of_keys<Vector>();
  constexpr size_t kSize = Vector::kSize, kBlock = kUnroll * kSize;
  if (const auto matches = first_matches<Vector>(s, key, limit)) [[likely]]
    return limit.reaches(matches.first()) ? separate(finish(s, matches.first())) : absent;
  if (!limit.reaches(kSize)) return absent;
  // From here on, the limit is relative to p. No byte before p matches, and p is aligned.
  const Byte* p = s - misalignment(s, kSize) + kSize;
  limit.advance(static_cast<size_t>(p - s));
  const auto match = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(p + i));
  };
  const auto matches_at = [&](size_t i) __attribute__((__always_inline__)) { return match(i).mask(); };
  const auto found = [&](size_t i, size_t j) __attribute__((__always_inline__)) {
    return limit.reaches(i + j) ? separate(finish(p + i, j)) : absent;
  };
  // Searches blocks after the first kExamined bytes. The first block can begin before their end.
  constexpr size_t kExamined = kUnroll == 2 ? kBlock : kBlock - kSize;
  const auto search_blocks = [&]() __attribute__((__always_inline__)) {
    const size_t skip = kExamined - misalignment(p + kExamined, kBlock);
    p += skip;
    limit.advance(skip);
    for (;; p += kBlock, limit.advance(kBlock)) {
      if constexpr (kUnroll == 4) {
        if (!matches_in_block<Vector, kUnroll>(match)) [[likely]] {
          if (limit.reaches(kBlock)) [[likely]]
            continue;
          return absent;
        }
        reload<Vector>();
        if (const auto matches = matches_at(0)) return found(0, matches.first());
        if (const auto matches = matches_at(kSize)) return found(kSize, matches.first());
        if (const auto matches = matches_at(2 * kSize)) return found(2 * kSize, matches.first());
        if (const auto matches = matches_at(3 * kSize)) [[likely]]
          return found(3 * kSize, matches.first());
        // Another thread has changed the byte.
      } else {
        size_t index = 0;
        if (find_in_block<Vector, kUnroll>(match, index)) return found(0, index);
        if constexpr (!kHasLimit) {
          p += kBlock;
          if (find_in_block<Vector, kUnroll>(match, index)) return found(0, index);
        }
      }
      if (!limit.reaches(kBlock)) return absent;
    }
  };
  return examine_each<0, kExamined, kSize>(matches_at, limit, found, absent, search_blocks);
}

// What search() returns: the address of the byte, or its index from `begin`.
struct AsAddress {
  [[gnu::always_inline]] const Byte* operator()(const Byte* p, size_t i) const { return p + i; }
};
struct AsIndex {
  const Byte* begin;
  [[gnu::always_inline]] size_t operator()(const Byte* p, size_t i) const {
    return static_cast<size_t>(p - begin) + i;
  }
};

// Return the address or the index of the first byte at or after `s` that matches. There must be one.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline const Byte* find(const Byte* s, Key key) {
  return search<Vector>(s, key, NoLimit(), AsAddress(), s);
}
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline size_t find_index(const Byte* s, Key key) {
  return search<Vector>(s, key, NoLimit(), AsIndex{s}, size_t{0});
}

// Returns the address of the first of the `n` bytes at `s` that matches, or null.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline const Byte* find_within(const Byte* s, size_t n, Key key) {
  const Byte* const none = nullptr;
  if (n == 0) [[unlikely]]
    return none;
  return search<Vector>(s, key, Limit{n - 1}, AsAddress(), none);
}
// Returns the index of the first of the `n` bytes at `s` that matches, or n.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline size_t find_index_within(const Byte* s, size_t n, Key key) {
  if (n == 0) [[unlikely]]
    return n;
  return search<Vector>(s, key, Limit{n - 1}, AsIndex{s}, n);
}

// Other keys.
template <class Vector = ByteVector>
struct Is {
  Vector wanted;
  [[gnu::always_inline]] explicit Is(int byte) : wanted(Vector::of(static_cast<Byte>(byte))) {}
  [[gnu::always_inline]] EqualBytes<Vector> operator()(Vector v) const { return {v, wanted}; }
};
template <class Vector = ByteVector>
struct IsOrZero {
  Vector wanted;
  [[gnu::always_inline]] explicit IsOrZero(int byte) : wanted(Vector::of(static_cast<Byte>(byte))) {}
  [[gnu::always_inline]] EqualOrZeroBytes<Vector> operator()(Vector v) const {
    return {v.in_register(), wanted};
  }
};

}  // namespace nacre::string
