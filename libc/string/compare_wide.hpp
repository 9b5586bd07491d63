// SPDX-License-Identifier: MIT
// Compares wide characters, one vector at a time.
#pragma once
#include "libc/string/compare.hpp"
#include "libc/string/wide.hpp"

namespace nacre::string {

// Compares the characters that contain byte `i` of each object. wchar_t is signed on some architectures.
[[gnu::always_inline]] inline int compare_wide_at(const Byte* a, const Byte* b, size_t i) {
  i -= i % sizeof(wchar_t);
  const auto of_a = load<wchar_t>(a + i), of_b = load<wchar_t>(b + i);
  return (of_a > of_b) - (of_a < of_b);
}

// The comparison ends at a character that differs, or at the end of the strings.
struct WideDiffersOrEnds {
  using Char = wchar_t;
  static constexpr bool kMayEndIsExact = true;
  [[gnu::always_inline]] ZeroBytes<WideVector> operator()(WideVector a, WideVector b) const {
    return {a.in_register().keep_equal(b)};
  }
  [[gnu::always_inline]] auto may_end(WideVector a, WideVector b) const { return (*this)(a, b); }
  [[gnu::always_inline]] bool ends(wchar_t a, wchar_t b) const { return a != b || a == 0; }
  [[gnu::always_inline]] int difference(const Byte* a, const Byte* b, size_t i) const {
    return compare_wide_at(a, b, i);
  }
};
// The comparison ends at a byte that differs, which can be any byte of a character.
struct WideDiffers {
  using Char = wchar_t;
  static constexpr bool kMayEndIsExact = true;
  [[gnu::always_inline]] DifferentBytes<ByteVector> operator()(ByteVector a, ByteVector b) const {
    return {a, b};
  }
  [[gnu::always_inline]] auto may_end(ByteVector a, ByteVector b) const { return (*this)(a, b); }
  [[gnu::always_inline]] bool ends(wchar_t a, wchar_t b) const { return a != b; }
  [[gnu::always_inline]] int difference(const Byte* a, const Byte* b, size_t i) const {
    return compare_wide_at(a, b, i);
  }
};

}  // namespace nacre::string
