// SPDX-License-Identifier: MIT
// Searches for bytes. A key is a function object that takes a vector, and returns which of its bytes
// match (match.hpp).
//
// An aligned block of vectors is inside one page. So a search may read the whole block if the
// string contains one of its bytes, because this page can be read. A vector that is not aligned is read
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

// Compares the first vector of the string at `s`.
template <class Vector, class Key>
[[gnu::always_inline]] inline auto first_matches(const Byte* s, Key key) {
  if (crosses_page(s, Vector::kSize)) [[unlikely]] {
    const size_t offset = misalignment(s, Vector::kSize);
    return key(Vector::load_aligned(s - offset)).mask().from(offset);
  }
  return key(Vector::load(s)).mask();
}

// Returns the place of the first byte at or after `s` that matches. There must be one.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline Place find(const Byte* s, Key key) {
  constexpr int kUnroll = __is_same(Key, IsZero) ? Vector::kUnroll : unroll_of_keys<Vector>();
  constexpr size_t kSize = Vector::kSize, kBlock = kUnroll * kSize;
  const Byte* p;  // no byte before p matches
  if (!crosses_page(s, kBlock)) [[likely]] {
    if (const auto matches = key(Vector::load(s)).mask()) [[likely]]
      return {s, matches.first()};
#pragma GCC unroll 3
    for (size_t k = kSize; k < kBlock; k += kSize)
      if (const auto matches = key(Vector::load(s + k)).mask()) return {s + k, matches.first()};
    p = s + kBlock;
  } else {
    if (const auto matches = first_matches<Vector>(s, key)) return {s, matches.first()};
    for (p = s - misalignment(s, kSize) + kSize; misalignment(p, kBlock) != 0; p += kSize)
      if (const auto matches = key(Vector::load_aligned(p)).mask()) return {p, matches.first()};
  }
  const auto match = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(p + i));
  };
  size_t index = 0;
  for (p -= misalignment(p, kBlock);; p += kBlock) {
    if (find_in_block<Vector, kUnroll>(match, index)) return {p, index};
    if constexpr (kUnroll == 2) {
      const auto next = [&](size_t i) __attribute__((__always_inline__)) { return match(kBlock + i); };
      if (find_in_block<Vector, kUnroll>(next, index)) return {p + kBlock, index};
      p += kBlock;
    }
  }
}

// Returns the index of the first of the `n` bytes at `s` that matches, or a number that is not less than
// n. If a byte matches, the bytes after it need not exist.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline size_t find_within(const Byte* s, size_t n, Key key) {
  constexpr int kUnroll = unroll_of_keys<Vector>();
  constexpr size_t kSize = Vector::kSize, kBlock = kUnroll * kSize;
  if (n == 0) [[unlikely]]
    return 0;
  size_t i;  // no byte before this index matches
  if (!crosses_page(s, kBlock)) [[likely]] {
    if (const auto matches = key(Vector::load(s)).mask()) [[likely]]
      return matches.first();
    if (n <= kSize) return n;
#pragma GCC unroll 3
    for (i = kSize; i < kBlock; i += kSize) {
      if (const auto matches = key(Vector::load(s + i)).mask()) return i + matches.first();
      if (n <= i + kSize) return n;
    }
  } else {
    if (const auto matches = first_matches<Vector>(s, key)) return matches.first();
    i = kSize - misalignment(s, kSize);
    if (n <= i) return n;
    while (misalignment(s + i, kBlock) != 0) {
      if (const auto matches = key(Vector::load_aligned(s + i)).mask()) return i + matches.first();
      i += kSize;
      if (i >= n) return n;
    }
  }
  const auto match = [&](size_t k) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(s + i + k));
  };
  size_t index = 0;
  i -= misalignment(s + i, kBlock);
  do {
    if (find_in_block<Vector, kUnroll>(match, index)) return i + index;
    i += kBlock;
  } while (i < n);
  return n;
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
