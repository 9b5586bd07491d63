// SPDX-License-Identifier: MIT
// Copies a string whose length is not known.
#pragma once
#include "libc/string/scan.hpp"
#include "libc/string/small.hpp"

namespace nacre::string {

// Copies n bytes, at most kSize. The bytes around them do not change.
template <class Vector>
[[gnu::always_inline]] inline void copy_up_to_vector(Byte* to, const Byte* from, size_t n) {
  if constexpr (Vector::kSize == 32)
    if (n >= 16) {
      using Small = sys::SmallVector;
      const Small head = Small::load(from), tail = Small::load(from + n - 16);
      head.store(to);
      tail.store(to + n - 16);
      return;
    }
  if constexpr (Vector::kSize == 16)
    if (n == 16) return Vector::load(from).store(to);
  move_small(to, from, n);
}

// Copies the string at `from` with its null byte. Returns the address of the null byte of the copy.
template <class Vector = ByteVector>
[[gnu::always_inline]] inline Byte* copy_string(Byte* to, const Byte* from) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  // The first vector.
  const size_t offset = misalignment(from, kSize);
  size_t done = kSize - offset;  // the bytes before this index are copied, and from + done is aligned
  if (const auto ends = first_matches<Vector>(from, IsZero())) [[likely]] {
    copy_up_to_vector<Vector>(to, from, ends.first() + 1);
    return to + ends.first();
  }
  if (crosses_page(from, kSize)) [[unlikely]]
    copy_up_to_vector<Vector>(to, from, done);
  else
    Vector::load(from).store(to);
  // Copies the end of the string, whose null byte is at `length`. The last vector ends with it.
  const auto finish = [&](size_t length) __attribute__((__always_inline__)) {
    if (length + 1 >= kSize)
      Vector::load(from + length + 1 - kSize).store(to + length + 1 - kSize);
    else
      copy_up_to_vector<Vector>(to + done, from + done, length + 1 - done);
    return to + length;
  };
  for (; Vector::kUnroll == 1 || misalignment(from + done, kBlock) != 0; done += kSize) {
    const Vector v = Vector::load_aligned(from + done);
    if (const auto ends = v.zeros()) return finish(done + ends.first());
    v.store(to + done);
  }
  for (;; done += kBlock) {
    Vector block[4];
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; ++k) block[k] = Vector::load_aligned(from + done + k * kSize);
    const auto any = block[0].min(block[1]).min(block[2].min(block[3])).zeros();
    if (any) break;
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; ++k) block[k].store(to + done + k * kSize);
  }
  for (;; done += kSize) {
    const Vector v = Vector::load_aligned(from + done);
    if (const auto ends = v.zeros()) return finish(done + ends.first());
    v.store(to + done);
  }
}

}  // namespace nacre::string
