// SPDX-License-Identifier: MIT
// Searches for bytes backward, one vector at a time. A vector is read only if the string contains one of
// its bytes.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

// Returns the address of the last byte from `begin` to `last` that matches, or null. The byte at `last`
// is included.
template <class Vector = ByteVector, class Key>
[[gnu::always_inline]] inline const Byte* find_last(const Byte* begin, const Byte* last, Key key) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  const size_t index = misalignment(last, kSize);
  const Byte* p = last - index;
  auto matches = key(Vector::load_aligned(p)).mask().through(index);
  const auto match = [&](size_t i) __attribute__((__always_inline__)) {
    return key(Vector::load_aligned(p - kBlock + i));
  };
  while (!matches) {
    if (misalignment(p, kBlock) == 0)
      for (size_t first; p > begin && static_cast<size_t>(p - begin) >= kBlock; p -= kBlock)
        if (find_in_block<Vector>(match, first)) break;
    if (p <= begin) return nullptr;
    p -= kSize;
    matches = key(Vector::load_aligned(p)).mask();
  }
  const Byte* const found = p + matches.last();
  return found >= begin ? found : nullptr;
}

}  // namespace nacre::string
