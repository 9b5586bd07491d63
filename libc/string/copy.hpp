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

// Copies a block of vectors at aligned addresses, unless it contains a null byte. Returns whether it was
// copied.
template <class Vector>
[[gnu::always_inline]] inline bool copy_block(Byte* to, const Byte* from) {
  constexpr size_t kSize = Vector::kSize;
  const Vector a = Vector::load_aligned(from), b = Vector::load_aligned(from + kSize),
               c = Vector::load_aligned(from + 2 * kSize), d = Vector::load_aligned(from + 3 * kSize);
  if (a.min(b).min(c.min(d)).zeros()) return false;
  a.store(to), b.store(to + kSize);
  c.store(to + 2 * kSize), d.store(to + 3 * kSize);
  return true;
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
  // Copies whole blocks. The vectors before the first block, and those of the block that contains the
  // null byte, are copied one by one.
  while (true) {
    if constexpr (Vector::kUnroll == 4)
      if (misalignment(from + done, kBlock) == 0)
        while (copy_block<Vector>(to + done, from + done)) done += kBlock;
    const Vector v = Vector::load_aligned(from + done);
    if (const auto ends = v.zeros()) {
      // The last vector ends with the null byte.
      const size_t length = done + ends.first(), size = length + 1;
      if (size >= kSize)
        Vector::load(from + size - kSize).store(to + size - kSize);
      else
        copy_up_to_vector<Vector>(to + done, from + done, size - done);
      return to + length;
    }
    v.store(to + done);
    done += kSize;
  }
}

}  // namespace nacre::string
