// SPDX-License-Identifier: MIT
// Searches for bytes backward, one vector at a time. A vector is read only if its page contains a byte
// of the area, or with a mask, which selects the bytes of the area.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

// Searches from `end` back to `begin`, in at most kLeft vectors and the vector at `begin`, which can
// overlap the one after. At least kSize bytes from `begin` exist.
template <class Vector, int kLeft, class Key>
[[gnu::always_inline]] inline const Byte* find_last_in_few(const Byte* begin, const Byte* end, Key key) {
  if constexpr (kLeft > 0)
    if (static_cast<size_t>(end - begin) > Vector::kSize) {
      const Byte* const at = end - Vector::kSize;
      if (const auto matches = key(Vector::load(at)).mask()) return separate(at + matches.last());
      return find_last_in_few<Vector, kLeft - 1>(begin, at, key);
    }
  const auto matches = key(Vector::load(begin)).mask();
  return matches ? separate(begin + matches.last()) : nullptr;
}
// Like find_last_in_few, for any number of vectors.
template <class Vector, class Key>
[[gnu::always_inline]] inline const Byte* find_last_in_many(const Byte* begin, const Byte* end,
                                                            Key key) {
  for (; static_cast<size_t>(end - begin) > Vector::kSize; end -= Vector::kSize)
    if (const auto matches = key(Vector::load(end - Vector::kSize)).mask())
      return end - Vector::kSize + matches.last();
  return find_last_in_few<Vector, 0>(begin, end, key);
}

// Returns the address of the last of the n bytes at `begin` that matches, or null. All n bytes exist.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline const Byte* find_last(const Byte* begin, size_t n, Key key) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  const Byte* p = begin + n;  // no byte at or after p matches
  if (n <= kSize) {
    if constexpr (Vector::kHasMaskRegisters) {
      const auto all = Vector::first_bytes(n);
      const auto matches = key(Vector::load_some(begin, all)).mask() & all;
      return matches ? begin + matches.last() : nullptr;
    }
    if (n == 0) return nullptr;
    // If the vector that ends at p begins before the first page of the area, use the vector at the start
    // of the area.
    const bool ends_at_p = misalignment(begin, kPage) + n >= kSize;
    if (ends_at_p) [[likely]] {
      const auto all = key(Vector::load(p - kSize)).mask(), matches = all.only_last(n);
      return matches ? p - kSize + matches.last() : nullptr;
    }
    const auto all = key(Vector::load(begin)).mask(), matches = all.only_first(n);
    return matches ? begin + matches.last() : nullptr;
  }
  if (const auto matches = key(Vector::load(p - kSize)).mask())
    return separate(p - kSize + matches.last());
  if (n <= kBlock) return find_last_in_few<Vector, Vector::kUnroll - 1>(begin, p - kSize, key);
  p -= misalignment(p, kSize);
  const auto match = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(p - kBlock + i));
  };
  for (; static_cast<size_t>(p - begin) > kBlock; p -= kBlock)
    if (matches_in_block<Vector>(match)) [[unlikely]]
      return find_last_in_many<Vector>(begin, p, key);
  return find_last_in_few<Vector, Vector::kUnroll - 1>(begin, p, key);
}

}  // namespace nacre::string
