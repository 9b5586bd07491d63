// SPDX-License-Identifier: MIT
// The result of comparing the bytes of a vector: which bytes match. There are three representations,
// because each comparison is fast in another one.
#pragma once
#include <stdint.h>

#include "sysdeps/contract/byte_vector.hpp"

namespace nacre::string {

using Byte = unsigned char;
using sys::ByteVector;

// A byte matches if it is zero.
template <class Vector>
struct ZeroBytes {
  Vector v;
  [[gnu::always_inline]] ZeroBytes either(ZeroBytes other) const { return {v.min(other.v)}; }
  [[gnu::always_inline]] auto mask() const { return v.zeros(); }
};
// All bits of a byte are set if the byte matches, and clear if it does not.
template <class Vector>
struct SetBytes {
  Vector v;
  [[gnu::always_inline]] SetBytes either(SetBytes other) const { return {v | other.v}; }
  [[gnu::always_inline]] auto mask() const { return v.set_bytes(); }
};
// All bits of a byte are clear if the byte matches, and set if it does not.
template <class Vector>
struct ClearBytes {
  Vector v;
  [[gnu::always_inline]] ClearBytes either(ClearBytes other) const { return {v & other.v}; }
  [[gnu::always_inline]] auto mask() const { return ~v.set_bytes(); }
};

// The byte at `base` + `index`. While the two are separate, the compiler can simplify a difference
// between this address and `base`.
struct Place {
  const Byte* base;
  size_t index;
  [[gnu::always_inline]] const Byte* address() const { return base + index; }
};

// Examines a block: kUnroll vectors of kSize bytes. match(i) compares the vector at offset i. Returns
// whether a byte matches; if so, sets `index` to the index of the first.
template <class Vector, class Match>
[[gnu::always_inline]] inline bool find_in_block(Match match, size_t& index) {
  constexpr size_t kSize = Vector::kSize;
  if constexpr (Vector::kUnroll == 1) {
    const auto mask = match(0).mask();
    if (!mask) [[likely]]
      return false;
    index = mask.first();
  } else {
    const auto a = match(0), b = match(kSize), c = match(2 * kSize), d = match(3 * kSize);
    const auto any = a.either(b).either(c.either(d)).mask();
    if (!any) [[likely]]
      return false;
    if (const auto in_a = a.mask())
      index = in_a.first();
    else if (const auto in_b = b.mask())
      index = kSize + in_b.first();
    else if (const auto in_c = c.mask())
      index = 2 * kSize + in_c.first();
    else
      index = 3 * kSize + any.first();
  }
  return true;
}

[[gnu::always_inline]] inline const Byte* bytes(const void* p) { return static_cast<const Byte*>(p); }
// Functions such as strchr take a string that is constant, and return a place in it that is not.
[[gnu::always_inline]] inline char* chars(const Byte* p) {
  return const_cast<char*>(reinterpret_cast<const char*>(p));
}

// The smallest page size of all architectures.
inline constexpr uintptr_t kPage = 4096;

// The number of bytes by which `p` is above a multiple of `size`, a power of two.
[[gnu::always_inline]] inline size_t misalignment(const Byte* p, size_t size) {
  return reinterpret_cast<uintptr_t>(p) & (size - 1);
}
// Returns whether `size` bytes at `p` are in two pages.
[[gnu::always_inline]] inline bool crosses_page(const Byte* p, size_t size) {
  return misalignment(p, kPage) > kPage - size;
}

}  // namespace nacre::string
