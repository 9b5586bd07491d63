// SPDX-License-Identifier: MIT
// Copies bytes between objects that may overlap.
#pragma once
#include "libc/string/small.hpp"

namespace nacre::string {

// Copies n bytes, between kCount / 2 and kCount vectors. All bytes are loaded before one is stored.
template <class Vector, int kCount>
[[gnu::always_inline]] inline void move_vectors(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize;
  constexpr int kHalf = kCount / 2;
  Vector head[kHalf], tail[kHalf];
#pragma GCC unroll 4
  for (int k = 0; k < kHalf; ++k) {
    head[k] = Vector::load(from + static_cast<size_t>(k) * kSize);
    tail[k] = Vector::load(from + n - static_cast<size_t>(k + 1) * kSize);
  }
#pragma GCC unroll 4
  for (int k = 0; k < kHalf; ++k) {
    head[k].store(to + static_cast<size_t>(k) * kSize);
    tail[k].store(to + n - static_cast<size_t>(k + 1) * kSize);
  }
}

// Copies n bytes, at least four vectors. The ends are loaded first and stored last. Between them, blocks
// of four vectors are stored at aligned addresses. The loop goes backward if the destination begins
// inside the source, else forward.
template <class Vector, bool kMayOverlap>
[[gnu::always_inline]] inline void move_long(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize, kBlock = 4 * kSize;
  const size_t distance = static_cast<size_t>(to - from);
  if (!kMayOverlap || distance >= n) {  // to < from, or no overlap
    const Vector head = Vector::load(from);
    const Vector t0 = Vector::load(from + n - kSize), t1 = Vector::load(from + n - 2 * kSize),
                 t2 = Vector::load(from + n - 3 * kSize), t3 = Vector::load(from + n - 4 * kSize);
    const size_t skip = kSize - misalignment(to, kSize);
    Byte* out = to + skip;
    const Byte* in = from + skip;
    Byte* const last = to + n - kBlock;
    while (out < last) {
      const Vector v0 = Vector::load(in), v1 = Vector::load(in + kSize),
                   v2 = Vector::load(in + 2 * kSize), v3 = Vector::load(in + 3 * kSize);
      in += kBlock;
      v0.store_aligned(out), v1.store_aligned(out + kSize), v2.store_aligned(out + 2 * kSize),
          v3.store_aligned(out + 3 * kSize);
      out += kBlock;
    }
    t3.store(last), t2.store(last + kSize), t1.store(last + 2 * kSize), t0.store(last + 3 * kSize);
    head.store(to);
  } else if (distance != 0) {
    const Vector tail = Vector::load(from + n - kSize);
    const Vector h0 = Vector::load(from), h1 = Vector::load(from + kSize),
                 h2 = Vector::load(from + 2 * kSize), h3 = Vector::load(from + 3 * kSize);
    const size_t end = n - misalignment(to + n, kSize);
    Byte* out = to + end;
    const Byte* in = from + end;
    while (static_cast<size_t>(out - to) > kBlock) {
      in -= kBlock;
      out -= kBlock;
      const Vector v0 = Vector::load(in), v1 = Vector::load(in + kSize),
                   v2 = Vector::load(in + 2 * kSize), v3 = Vector::load(in + 3 * kSize);
      v3.store_aligned(out + 3 * kSize), v2.store_aligned(out + 2 * kSize),
          v1.store_aligned(out + kSize), v0.store_aligned(out);
    }
    h0.store(to), h1.store(to + kSize), h2.store(to + 2 * kSize), h3.store(to + 3 * kSize);
    tail.store(to + n - kSize);
  }
}

// Copies n bytes. With kMayOverlap, the destination may overlap the source.
template <class Vector, bool kMayOverlap>
[[gnu::always_inline]] inline void move(Byte* to, const Byte* from, size_t n) {
  using Small = sys::SmallVector;
  constexpr size_t kSize = Vector::kSize;
  if (n < Small::kSize) return move_small(to, from, n);
  if constexpr (kSize > Small::kSize)
    if (n <= kSize) return move_vectors<Small, 2>(to, from, n);
  if (n <= 2 * kSize) return move_vectors<Vector, 2>(to, from, n);
  if (n <= 4 * kSize) return move_vectors<Vector, 4>(to, from, n);
  if (n <= 8 * kSize) return move_vectors<Vector, 8>(to, from, n);
  move_long<Vector, kMayOverlap>(to, from, n);
}

}  // namespace nacre::string
