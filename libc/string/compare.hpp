// SPDX-License-Identifier: MIT
// Compares two strings, one vector at a time.
//
// A key is an object with these members. key(a, b) compares a vector of each string: a byte matches if
// the comparison ends there. key.may_end(a, b) is cheaper, and can match more bytes, unless
// kMayEndIsExact. key.ends(a, b) says whether the comparison ends at one character of each; the type of
// a character is Char.
#pragma once
#include "libc/string/scan.hpp"
#include "libc/string/small.hpp"

namespace nacre::string {

// The number of bytes from `p` to the end of its page.
[[gnu::always_inline]] inline size_t rest_of_page(const Byte* p) {
  return kPage - misalignment(p, kPage);
}

// Returns whether `size` bytes at `a` or at `b` can be in two pages. This is a fast test, and can return
// true if neither is.
[[gnu::always_inline]] inline bool either_crosses_page(const Byte* a, const Byte* b, size_t size) {
  const uintptr_t both = reinterpret_cast<uintptr_t>(a) | reinterpret_cast<uintptr_t>(b);
  return (both & (kPage - 1)) > kPage - size;
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
    const Vector of_a = Vector::load(a + i), of_b = Vector::load(b + i);
    const auto mask = key.may_end(of_a, of_b).mask();
    if constexpr (!Key::kMayEndIsExact)
      if (mask && a[i + mask.first()] != b[i + mask.first()]) return key(of_a, of_b).mask();
    return mask;
  };
  if (n == 0) [[unlikely]]
    return 0;
  // The comparison does not end before i, and a + i is aligned.
  size_t i;
  if (!either_crosses_page(a, b, kBlock)) [[likely]] {
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
    using Char = typename Key::Char;
    for (i = 0; i < kSize; i += sizeof(Char))
      if (i >= n || key.ends(load<Char>(a + i), load<Char>(b + i))) return i;
  }
  i -= misalignment(a, kSize);
  const auto may_end_at = [&](size_t k) __attribute__((__always_inline__)) {
    return key.may_end(Vector::load_aligned(a + i + k), Vector::load(b + i + k));
  };
  while (i < n) {
    // The number of bytes that can be read.
    const size_t room_a = rest_of_page(a + i), room_b = rest_of_page(b + i);
    size_t room = room_a < room_b ? room_a : room_b;
    // Blocks that can be read, and that contain a byte before n.
    const size_t blocks = i + (room & ~(kBlock - 1)), stop = blocks < n ? blocks : n;
    for (; i < stop; i += kBlock)
      if (matches_in_block<Vector>(may_end_at)) [[unlikely]]
        for (size_t k = 0; k < kBlock; k += kSize)
          if (const auto ends = ends_at(i + k)) return i + k + ends.first();
    if (i >= n) return n;
    room &= kBlock - 1;
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

// A byte matches if `a` is zero, or `differ` is not zero. Only for vectors with mask registers.
template <class Vector>
struct ZeroOrNonzeroBytes {
  Vector a, differ;
  [[gnu::always_inline]] ZeroOrNonzeroBytes either(ZeroOrNonzeroBytes other) const {
    return {a.min(other.a), differ | other.differ};
  }
  [[gnu::always_inline]] auto mask() const { return ~differ.zero_and_nonzero(a); }
};
// A byte matches if it is zero, or not the same in both vectors. Only for vectors with mask registers.
template <class Vector>
struct ZeroOrDifferentBytes {
  Vector a, b;
  [[gnu::always_inline]] auto either(ZeroOrDifferentBytes other) const {
    return ZeroOrNonzeroBytes<Vector>{a.min(other.a), (a ^ b) | (other.a ^ other.b)};
  }
  [[gnu::always_inline]] auto mask() const { return ~a.nonzero_equal(b); }
};
template <class Vector>
[[gnu::always_inline]] inline auto zero_or_different(Vector a, Vector b) {
  if constexpr (Vector::kHasMaskRegisters)
    return ZeroOrDifferentBytes<Vector>{a, b};
  else
    return ZeroBytes<Vector>{a.equal(b).min(a)};
}

// The comparison ends at a byte that differs, or at the end of the strings.
struct DiffersOrEnds {
  using Char = Byte;
  static constexpr bool kMayEndIsExact = true;
  template <class Vector>
  [[gnu::always_inline]] auto operator()(Vector a, Vector b) const {
    return zero_or_different(a.in_register(), b);
  }
  template <class Vector>
  [[gnu::always_inline]] auto may_end(Vector a, Vector b) const {
    return (*this)(a, b);
  }
  [[gnu::always_inline]] bool ends(Byte a, Byte b) const { return a != b || a == 0; }
};

// Only the letters of ASCII have two cases, in every locale.
[[gnu::always_inline]] inline int lower(Byte c) {
  return static_cast<unsigned>(c - 'A') < 26 ? c | 0x20 : c;
}
// Like DiffersOrEnds, but ignores case. Strings often have the same case, so the fast test (may_end)
// compares the bytes as they are.
struct DiffersInLetterOrEnds {
  using Char = Byte;
  static constexpr bool kMayEndIsExact = false;
  template <class Vector>
  [[gnu::always_inline]] auto operator()(Vector a, Vector b) const {
    return zero_or_different(a.in_register().lower(), b.in_register().lower());
  }
  template <class Vector>
  [[gnu::always_inline]] auto may_end(Vector a, Vector b) const {
    return zero_or_different(a.in_register(), b);
  }
  [[gnu::always_inline]] bool ends(Byte a, Byte b) const { return lower(a) != lower(b) || a == 0; }
};

}  // namespace nacre::string
