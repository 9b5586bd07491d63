// SPDX-License-Identifier: MIT
// Compares two strings, one vector at a time.
//
// A key is an object with these members. key(a, b) compares a vector of each string: a byte matches if
// the comparison ends there. key.may_end(a, b) is cheaper, and can match more bytes, unless
// kMayEndIsExact. key.ends(a, b) says whether the comparison ends at one character of each; the type of
// a character is Char. key.difference(a, b, i) is the result if the comparison of strings a and b ends
// at byte i. compare_near_page_end and compare_long are not inline, so that the code for short strings
// needs few registers. They make keys themselves, because a vector cannot be passed in a register
// above 15.
#pragma once
#include "libc/string/scan.hpp"
#include "libc/string/small.hpp"

namespace nacre::string {

// The number of bytes from `a` to the end of its page, or from `b` if that is less.
[[gnu::always_inline]] inline size_t rest_of_pages(const Byte* a, const Byte* b) {
  const size_t of_a = kPage - misalignment(a, kPage), of_b = kPage - misalignment(b, kPage);
  return of_a < of_b ? of_a : of_b;
}

// Returns whether `size` bytes at `a` or at `b` can be in two pages. This is a fast test, and can return
// true if neither is.
[[gnu::always_inline]] inline bool either_crosses_page(const Byte* a, const Byte* b, size_t size) {
  const uintptr_t both = reinterpret_cast<uintptr_t>(a) | reinterpret_cast<uintptr_t>(b);
  return (both & (kPage - 1)) > kPage - size;
}

// Returns where two vectors end the comparison.
template <class Vector, class Key>
[[gnu::always_inline]] inline auto ends_in_vectors(const Byte* a, const Byte* b, Key key) {
  const Vector of_a = Vector::load(a), of_b = Vector::load(b);
  const auto mask = key.may_end(of_a, of_b).mask();
  if constexpr (!Key::kMayEndIsExact)
    if (mask && a[mask.first()] != b[mask.first()]) return key(of_a, of_b).mask();
  return mask;
}

// Compares two strings that are equal before index i, which is at least kSize.
//
// Vectors of `a` are aligned, so each is inside one page. A vector of `b` may be in two pages. It is
// read only when the string is known to reach the second page.
template <class Vector, class Key, class Limit>
[[gnu::noinline]] static int compare_long(const Byte* a, const Byte* b, size_t i, Limit limit) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  const Key key;
  const auto ends_at = [&](size_t k) __attribute__((__always_inline__)) {
    return ends_in_vectors<Vector>(a + k, b + k, key);
  };
  const auto result = [&](size_t k) __attribute__((__always_inline__)) {
    return limit.reaches(k) ? key.difference(a, b, k) : 0;
  };
  i -= misalignment(a + i, kSize);
  const auto may_end_at = [&](size_t k) __attribute__((__always_inline__)) {
    return key.may_end(Vector::load_aligned(a + i + k), Vector::load(b + i + k));
  };
  while (limit.reaches(i)) {
    // The number of bytes that can be read.
    size_t room = rest_of_pages(a + i, b + i);
    for (const size_t end = i + (room & ~(kBlock - 1)); i < end; i += kBlock) {
      if (!limit.reaches(i)) return 0;
      if (matches_in_block<Vector>(may_end_at)) [[unlikely]]
        for (size_t k = 0; k < kBlock; k += kSize)
          if (const auto ends = ends_at(i + k)) return result(i + k + ends.first());
    }
    room &= kBlock - 1;
    for (; room >= kSize && limit.reaches(i); i += kSize, room -= kSize)
      if (const auto ends = ends_at(i)) return result(i + ends.first());
    if (room == 0 || !limit.reaches(i)) continue;
    // The vector at b + i is in two pages. Compare the last vector of the first page. If the second page
    // begins before kSize, these bytes have been compared already.
    const size_t second = i + room;
    if (second > kSize)
      if (const auto ends = ends_at(second - kSize)) return result(second - kSize + ends.first());
    if (!limit.reaches(second)) return 0;
    if (const auto ends = ends_at(i)) return result(i + ends.first());
    i += kSize;
  }
  return 0;
}

// Compares two strings, one of which can begin near the end of a page.
template <class Vector, class Key, class Limit>
[[gnu::noinline]] static int compare_near_page_end(const Byte* a, const Byte* b, Limit limit) {
  constexpr size_t kSize = Vector::kSize;
  const Key key;
  // Compare up to the end of a page of either, and again, until a whole vector has been compared.
  size_t i = 0;
  while (i < kSize) {
    const size_t end = i + rest_of_pages(a + i, b + i);
    // The vectors before the end of the page. The last can overlap the one before.
    while (i < end && end >= kSize) {
      const size_t at = i + kSize <= end ? i : end - kSize;
      if (const auto ends = ends_in_vectors<Vector>(a + at, b + at, key))
        return limit.reaches(at + ends.first()) ? key.difference(a, b, at + ends.first()) : 0;
      i = at + kSize;
      if (!limit.reaches(i)) return 0;
    }
    using Char = typename Key::Char;
    for (; i < end; i += sizeof(Char)) {
      if (key.ends(load<Char>(a + i), load<Char>(b + i))) return key.difference(a, b, i);
      if (!limit.reaches(i + sizeof(Char))) return 0;
    }
  }
  return compare_long<Vector, Key>(a, b, i, limit);
}

// Compares two strings. Returns key.difference() at the first byte at which the comparison ends, or 0 if
// this byte is after the limit. The bytes after it need not exist. The two strings need not have the
// same alignment.
template <class Vector, class Key, class Limit>
[[gnu::always_inline]] inline int compare_strings(const Byte* a, const Byte* b, Limit limit, Key key) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  if (either_crosses_page(a, b, kBlock)) [[unlikely]]
    return compare_near_page_end<Vector, Key>(a, b, limit);
  const auto ends_at = [&](size_t i) __attribute__((__always_inline__)) {
    return ends_in_vectors<Vector>(a + i, b + i, key);
  };
  const auto found = [&](size_t i, size_t j) __attribute__((__always_inline__)) {
    return limit.reaches(i + j) ? separate(key.difference(a, b, i + j)) : 0;
  };
  if (const auto ends = ends_at(0)) [[likely]]
    return found(0, ends.first());
  if (!limit.reaches(kSize)) return 0;
  return examine_each<kSize, kBlock, kSize>(
      ends_at, limit, found, 0, [&]() __attribute__((__always_inline__)) {
        return compare_long<Vector, Key>(a, b, kBlock, limit);
      });
}

// Compares at most `size` bytes of two strings. Returns 0 if the comparison does not end in them.
template <class Vector, class Key>
[[gnu::always_inline]] inline int compare_within(const Byte* a, const Byte* b, size_t size, Key key) {
  if (size == 0) [[unlikely]]
    return 0;
  return compare_strings<Vector>(a, b, Limit{size - 1}, key);
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
  [[gnu::always_inline]] int difference(const Byte* a, const Byte* b, size_t i) const {
    return a[i] - b[i];
  }
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
  [[gnu::always_inline]] int difference(const Byte* a, const Byte* b, size_t i) const {
    return a[i] == b[i] ? 0 : lower(a[i]) - lower(b[i]);
  }
};

}  // namespace nacre::string
