// SPDX-License-Identifier: MIT
// Compares two strings, one vector at a time.
//
// A key is an object with two members. key(a, b) compares a vector of each string: a byte matches if the
// comparison ends there. key.ends(a, b) says the same about one byte of each.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

// The number of bytes from `p` to the end of its page.
[[gnu::always_inline]] inline size_t rest_of_page(const Byte* p) {
  return kPage - misalignment(p, kPage);
}

// Returns the index of the first byte at which the comparison ends, or a number that is not less
// than n. The bytes after it need not exist. The two strings need not have the same alignment.
//
// Vectors of `a` are aligned, except the first, so each is inside one page. A vector of `b` may be in
// two pages. It is read only when the string is known to reach the second page.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline size_t find_end(const Byte* a, const Byte* b, size_t n, Key key) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  const auto ends_at = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load(a + i), Vector::load(b + i)).mask();
  };
  if (n == 0) [[unlikely]]
    return 0;
  // The comparison does not end before i, and a + i is aligned.
  size_t i;
  if (!crosses_page(a, kBlock) && !crosses_page(b, kBlock)) [[likely]] {
    if (const auto ends = ends_at(0)) [[likely]]
      return ends.first();
#pragma GCC unroll 3
    for (size_t k = kSize; k < kBlock; k += kSize) {
      if (k >= n) return n;
      if (const auto ends = ends_at(k)) return k + ends.first();
    }
    i = kBlock;
  } else if (!crosses_page(a, kSize) && !crosses_page(b, kSize)) {
    if (const auto ends = ends_at(0)) return ends.first();
    i = kSize;
  } else {
    for (i = 0; i < kSize; ++i)
      if (i >= n || key.ends(a[i], b[i])) return i;
  }
  i -= misalignment(a, kSize);
  const auto match = [&](size_t k) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(a + i + k), Vector::load(b + i + k));
  };
  size_t index = 0;
  while (i < n) {
    // The number of bytes that can be read.
    const size_t room_a = rest_of_page(a + i), room_b = rest_of_page(b + i);
    size_t room = room_a < room_b ? room_a : room_b;
    for (; room >= kBlock && i < n; i += kBlock, room -= kBlock)
      if (find_in_block<Vector>(match, index)) return i + index;
    for (; room >= kSize && i < n; i += kSize, room -= kSize)
      if (const auto ends = ends_at(i)) return i + ends.first();
    if (room == 0 || i >= n) continue;
    // The vector at b + i is in two pages. Compare the last vector of the first page. If the second page
    // begins before kSize, these bytes have been compared already.
    const size_t second = i + room;
    if (second > kSize)
      if (const auto ends = ends_at(second - kSize)) return second - kSize + ends.first();
    if (second >= n) return n;
    if (const auto ends = ends_at(i)) return i + ends.first();
    i += kSize;
  }
  return n;
}

// The comparison ends at a byte that differs, or at the end of the strings.
struct DiffersOrEnds {
  template <class Vector>
  [[gnu::always_inline]] ZeroBytes<Vector> operator()(Vector loaded, Vector b) const {
    const Vector a = loaded.in_register();
    return {a.equal(b).min(a)};
  }
  [[gnu::always_inline]] bool ends(Byte a, Byte b) const { return a != b || a == 0; }
};

// Only the letters of ASCII have two cases, in every locale.
[[gnu::always_inline]] inline int lower(Byte c) {
  return static_cast<unsigned>(c - 'A') < 26 ? c | 0x20 : c;
}
// The same without regard to case.
struct DiffersInLetterOrEnds {
  template <class Vector>
  [[gnu::always_inline]] ZeroBytes<Vector> operator()(Vector loaded, Vector b) const {
    const Vector a = loaded.in_register();
    return {a.lower().equal(b.in_register().lower()).min(a)};
  }
  [[gnu::always_inline]] bool ends(Byte a, Byte b) const { return lower(a) != lower(b) || a == 0; }
};

inline constexpr size_t kNoLimit = ~size_t{0};

}  // namespace nacre::string
