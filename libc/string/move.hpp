// SPDX-License-Identifier: MIT
// Copies bytes between objects that may overlap.
#pragma once
#include "libc/string/small.hpp"
#include "sysdeps/contract/bulk.hpp"

namespace nacre::string {

using sys::Bulk;
using sys::CopyVector;

// Copies n bytes, between kCount / 2 and kCount vectors. All bytes are loaded before any is stored.
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

// Copies n bytes, at least four vectors, forward. The ends are loaded first and stored last. Between
// them, blocks of four vectors are stored at aligned addresses.
template <class Vector>
[[gnu::always_inline]] inline void move_forward(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize, kBlock = 4 * kSize;
  const Vector head = Vector::load(from);
  const Vector t0 = Vector::load(from + n - kSize), t1 = Vector::load(from + n - 2 * kSize),
               t2 = Vector::load(from + n - 3 * kSize), t3 = Vector::load(from + n - 4 * kSize);
  const size_t skip = kSize - misalignment(to, kSize);
  Byte* out = to + skip;
  const Byte* in = from + skip;
  Byte* const last = to + n - kBlock;
  while (out < last) {
    const Vector v0 = Vector::load(in), v1 = Vector::load(in + kSize), v2 = Vector::load(in + 2 * kSize),
                 v3 = Vector::load(in + 3 * kSize);
    in += kBlock;
    v0.store_aligned(out), v1.store_aligned(out + kSize), v2.store_aligned(out + 2 * kSize),
        v3.store_aligned(out + 3 * kSize);
    out += kBlock;
  }
  t3.store(last), t2.store(last + kSize), t1.store(last + 2 * kSize), t0.store(last + 3 * kSize);
  head.store(to);
}

// Like move_forward, but copies backward.
template <class Vector>
[[gnu::always_inline]] inline void move_backward(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize, kBlock = 4 * kSize;
  const Vector tail = Vector::load(from + n - kSize);
  const Vector h0 = Vector::load(from), h1 = Vector::load(from + kSize),
               h2 = Vector::load(from + 2 * kSize), h3 = Vector::load(from + 3 * kSize);
  const size_t end = n - misalignment(to + n, kSize);
  Byte* out = to + end;
  const Byte* in = from + end;
  while (static_cast<size_t>(out - to) > kBlock) {
    in -= kBlock;
    out -= kBlock;
    const Vector v0 = Vector::load(in), v1 = Vector::load(in + kSize), v2 = Vector::load(in + 2 * kSize),
                 v3 = Vector::load(in + 3 * kSize);
    v3.store_aligned(out + 3 * kSize), v2.store_aligned(out + 2 * kSize), v1.store_aligned(out + kSize),
        v0.store_aligned(out);
  }
  h0.store(to), h1.store(to + kSize), h2.store(to + 2 * kSize), h3.store(to + 3 * kSize);
  tail.store(to + n - kSize);
}

// Copies n bytes, more than eight vectors. With kMayOverlap, the copy goes backward if the destination
// begins inside the source. Returns `to`.
template <class Vector, bool kMayOverlap>
[[gnu::always_inline]] inline Byte* move_long(Byte* to, const Byte* from, size_t n) {
  const size_t distance = static_cast<size_t>(to - from);
  if (kMayOverlap && distance < n) {
    if (distance != 0) move_backward<Vector>(to, from, n);
    return to;
  }
  // If the source begins inside the destination, Bulk::copy can be slow.
  if constexpr (Bulk::kExists)
    if (n >= Bulk::kLeast && (!kMayOverlap || -distance >= n)) {
      if (n >= Bulk::kStreaming) [[unlikely]]
        return Bulk::copy_streaming(to, from, n);
      if (n >= Bulk::from()) {
        Bulk::copy(to, from, n);
        return to;
      }
    }
  move_forward<Vector>(to, from, n);
  return to;
}

// Copies n bytes, less than one vector.
template <class Vector>
[[gnu::always_inline]] inline void move_short(Byte* to, const Byte* from, size_t n) {
  if constexpr (Vector::kSize > 16) {
    using Half = typename Vector::Half;
    if (n >= Half::kSize) return move_vectors<Half, 2>(to, from, n);
    move_short<Half>(to, from, n);
  } else {
    move_small(to, from, n);
  }
}

// Copies n bytes. With kMayOverlap, the destination may overlap the source. Returns `to`.
template <class Vector, bool kMayOverlap>
[[gnu::always_inline]] inline Byte* move(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize;
  if (n < kSize)
    move_short<Vector>(to, from, n);
  else if (n <= 2 * kSize)
    move_vectors<Vector, 2>(to, from, n);
  else if (n <= 4 * kSize)
    move_vectors<Vector, 4>(to, from, n);
  else if (n <= 8 * kSize)
    move_vectors<Vector, 8>(to, from, n);
  else
    return move_long<Vector, kMayOverlap>(to, from, n);
  return to;
}

}  // namespace nacre::string
