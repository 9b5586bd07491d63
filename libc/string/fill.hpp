// SPDX-License-Identifier: MIT
// Sets an area to zero, or to one wide character.
#pragma once
#include "libc/string/small.hpp"

namespace nacre::string {

// Sets each four bytes of an area to `value`. The size n is in bytes. If `value` is not zero, the
// address and n are multiples of four.
template <class Vector>
[[gnu::always_inline]] inline void fill(Byte* to, uint32_t value, size_t n) {
  constexpr size_t kSize = Vector::kSize;
  if (n < kSize) {
    if constexpr (kSize > 16)
      if (n >= 16) {
        const auto half = Vector::Half::of_wide(value);
        half.store(to);
        return half.store(to + n - 16);
      }
    return set_small(to, value * uint64_t{0x100000001}, n);
  }
  const Vector vector = Vector::of_wide(value);
  Byte* const last = to + n - kSize;
  vector.store(to);
  for (to += kSize - misalignment(to, kSize); to < last; to += kSize) vector.store_aligned(to);
  vector.store(last);
}

}  // namespace nacre::string
