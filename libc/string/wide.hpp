// SPDX-License-Identifier: MIT
// Vectors of wide characters, and keys that search for these characters.
//
// The address of a wide character is a multiple of its size. So no character is in two aligned vectors
// or in two pages. Sizes and indexes are in bytes, as for vectors of bytes.
#pragma once
#include <wchar.h>

#include "libc/string/scan.hpp"

namespace nacre::string {

static_assert(sizeof(wchar_t) == 4);

// A vector whose members min and zeros work with wide characters. It is not for the comparisons of
// match.hpp that need mask registers.
template <class Bytes>
struct Wide : Bytes {
  static constexpr bool kHasMaskRegisters = false;

  [[gnu::always_inline]] static Wide load(const Byte* from) { return {Bytes::load(from)}; }
  [[gnu::always_inline]] static Wide load_aligned(const Byte* from) {
    return {Bytes::load_aligned(from)};
  }
  [[gnu::always_inline]] static Wide of(wchar_t c) { return {Bytes::of_wide(static_cast<uint32_t>(c))}; }
  [[gnu::always_inline]] Wide in_register() const { return {Bytes::in_register()}; }
  [[gnu::always_inline]] friend Wide operator^(Wide a, Wide b) {
    return {static_cast<const Bytes&>(a) ^ static_cast<const Bytes&>(b)};
  }
  [[gnu::always_inline]] Wide min(Wide b) const { return {Bytes::min_wide(b)}; }
  [[gnu::always_inline]] Wide keep_equal(Wide b) const { return {Bytes::keep_equal_wide(b)}; }
  [[gnu::always_inline]] auto zeros() const { return Bytes::zeros_wide(); }
};
using WideVector = Wide<ByteVector>;

// Keys. scan.hpp has another one, IsZero.
struct IsWide {
  WideVector wanted;
  [[gnu::always_inline]] explicit IsWide(wchar_t c) : wanted(WideVector::of(c)) {}
  [[gnu::always_inline]] ZeroBytes<WideVector> operator()(WideVector v) const { return {v ^ wanted}; }
};
struct IsWideOrZero {
  WideVector wanted;
  [[gnu::always_inline]] explicit IsWideOrZero(wchar_t c) : wanted(WideVector::of(c)) {}
  [[gnu::always_inline]] ZeroBytes<WideVector> operator()(WideVector v) const {
    const WideVector once = v.in_register();
    return {once.min(once ^ wanted)};
  }
};

// Returns the size of n wide characters in bytes. It is kNoLimit if size_t cannot represent it.
[[gnu::always_inline]] inline size_t size_of_wide(size_t n) {
  return n > kNoLimit / sizeof(wchar_t) ? kNoLimit : n * sizeof(wchar_t);
}

// Functions such as wcschr take a string that is constant, and return a place in it that is not.
[[gnu::always_inline]] inline wchar_t* wide_chars(const Byte* p) {
  return const_cast<wchar_t*>(reinterpret_cast<const wchar_t*>(p));
}

}  // namespace nacre::string
