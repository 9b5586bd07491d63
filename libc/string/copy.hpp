// SPDX-License-Identifier: MIT
// Copies a string whose length is not known.
#pragma once
#include "libc/string/fill.hpp"
#include "libc/string/scan.hpp"
#include "libc/string/small.hpp"

namespace nacre::string {

// Copies n bytes, at most kSize. The bytes around them do not change.
template <class Vector>
[[gnu::always_inline]] inline void copy_up_to_vector(Byte* to, const Byte* from, size_t n) {
  if constexpr (Vector::kSize == 32)
    if (n >= 16) {
      using Half = typename Vector::Half;
      const Half head = Half::load(from), tail = Half::load(from + n - 16);
      head.store(to);
      tail.store(to + n - 16);
      return;
    }
  if constexpr (Vector::kSize == 16)
    if (n == 16) return Vector::load(from).store(to);
  move_small(to, from, n);
}

// Copies blocks of kCount vectors from an aligned address, until a block contains a null byte. With
// kHasLimit, also stops when at most one block of the n bytes is left. Returns the number of bytes that
// are copied.
template <class Vector, int kCount, bool kHasLimit>
[[gnu::always_inline]] inline size_t copy_blocks(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize, kBlock = kCount * kSize;
  if (n <= kBlock) return 0;
  const Byte* in = from;
  const Byte* const last = n > ~reinterpret_cast<uintptr_t>(from)
                               ? reinterpret_cast<const Byte*>(~uintptr_t{0})
                               : from + n - kBlock;
  do {
    Vector v[kCount];
#pragma GCC unroll 4
    for (size_t k = 0; k < kCount; ++k) v[k] = Vector::load_aligned(in + k * kSize);
    Vector least = v[0].min(v[kCount / 2]);
    if constexpr (kCount == 4) least = least.min(v[1].min(v[3]));
    if (least.zeros()) break;
#pragma GCC unroll 4
    for (size_t k = 0; k < kCount; ++k) v[k].store(to + k * kSize);
    to += kBlock;
    in += kBlock;
  } while (!kHasLimit || in < last);
  return static_cast<size_t>(in - from);
}

// Copies the first `size` bytes of a string. At least `done` bytes are copied already.
template <class Vector>
[[gnu::always_inline]] inline void finish_copy(Byte* to, const Byte* from, size_t done, size_t size) {
  constexpr size_t kSize = Vector::kSize;
  if (size >= kSize) [[likely]]
    Vector::load(from + size - kSize).store(to + size - kSize);
  else
    copy_up_to_vector<Vector>(to + done, from + done, size - done);
}

// Copies the vector of a string that ends with the null character at `from` + `end`. Returns the address
// of its copy. The string begins at `start`, and its first kSize bytes were not null.
template <class Vector, class Char>
[[gnu::always_inline]] inline Byte* copy_last(Byte* to, const Byte* from, size_t end,
                                              const Byte* start) {
  const Byte* last = from + end + sizeof(Char) - Vector::kSize;
  // Another thread can have set one of the first bytes to zero.
  if (last < start) [[unlikely]]
    last = start;
  Vector::load(last).store(to + (last - from));
  return separate(to + end);
}

// Copies the vectors of a string from `from` + k on, which is aligned, up to `from` + kEnd. Returns the
// address of the null character of the copy, or rest() if the string does not end in these vectors.
template <class Vector, class Char, size_t k, size_t kEnd, class Rest>
[[gnu::always_inline]] inline Byte* copy_each(Byte* to, const Byte* from, const Byte* start, Rest rest) {
  if constexpr (k == kEnd) {
    return rest();
  } else {
    const Vector v = Vector::load_aligned(from + k).in_register();
    if (const auto ends = v.zeros()) [[unlikely]]
      return copy_last<Vector, Char>(to, from, k + ends.first(), start);
    v.store(to + k);
    return copy_each<Vector, Char, k + Vector::kSize, kEnd>(to, from, start, rest);
  }
}

// Copies the rest of the string at `start`. `from` is aligned, and the bytes before it are copied
// already. Returns the address of the null character of the copy.
template <class Vector, class Char>
[[gnu::always_inline]] inline Byte* copy_long(Byte* to, const Byte* from, const Byte* start) {
  constexpr int kUnroll = unroll_of_keys<Vector>();
  constexpr size_t kSize = Vector::kSize, kBlock = kUnroll * kSize;
  // The first block can begin before `from`.
  const size_t copied = misalignment(from, kBlock);
  to -= copied, from -= copied;
  const size_t size = copy_blocks<Vector, kUnroll, false>(to, from, kNoLimit);
  for (to += size, from += size;; to += kSize, from += kSize) {
    const Vector v = Vector::load_aligned(from);
    if (const auto ends = v.zeros()) return copy_last<Vector, Char>(to, from, ends.first(), start);
    v.store(to);
  }
}

template <class Vector, class Char>
static Byte* copy_near_page_end(Byte* to, const Byte* from);

// Copies the string at `from` with its null character. Returns the address of the null character of the
// copy.
template <class Vector = ByteVector, class Char = Byte>
[[gnu::always_inline]] inline Byte* copy_string(Byte* to, const Byte* from) {
  constexpr size_t kSize = Vector::kSize, kFirst = 4 * kSize;
  if (crosses_page(from, kSize)) [[unlikely]]
    return copy_near_page_end<Vector, Char>(to, from);
  const Vector first = Vector::load(from).in_register();
  if (const auto ends = first.zeros()) [[likely]] {
    copy_up_to_vector<Vector>(to, from, ends.first() + sizeof(Char));
    return to + ends.first();
  }
  first.store(to);
  const Byte* const start = from;
  // From here on, `from` is aligned.
  const size_t offset = misalignment(from, kSize);
  to -= offset, from -= offset;
  return copy_each<Vector, Char, kSize, kFirst>(
      to, from, start, [&]() __attribute__((__always_inline__)) {
        return copy_long<Vector, Char>(to + kFirst, from + kFirst, start);
      });
}

// Copies a string that begins less than one vector before the end of a page.
template <class Vector, class Char>
[[gnu::noinline]] static Byte* copy_near_page_end(Byte* to, const Byte* from) {
  const size_t offset = misalignment(from, Vector::kSize), size = Vector::kSize - offset;
  if (const auto ends = Vector::load_aligned(from - offset).zeros().from(offset)) {
    copy_up_to_vector<Vector>(to, from, ends.first() + sizeof(Char));
    return to + ends.first();
  }
  copy_up_to_vector<Vector>(to, from, size);
  return copy_string<Vector, Char>(to + size, from + size);
}

// Copies n bytes, between one and four vectors, unless they contain a null byte. Returns whether they
// were copied.
template <class Vector>
[[gnu::always_inline]] inline bool copy_without_zero(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize;
  const Vector a = Vector::load(from), d = Vector::load(from + n - kSize);
  if (n <= 2 * kSize) {
    if (a.min(d).zeros()) return false;
  } else {
    const Vector b = Vector::load(from + kSize), c = Vector::load(from + n - 2 * kSize);
    if (a.min(b).min(c.min(d)).zeros()) return false;
    b.store(to + kSize), c.store(to + n - 2 * kSize);
  }
  a.store(to), d.store(to + n - kSize);
  return true;
}

// Copies at most n bytes of the string at `from`, and sets the rest of the n bytes to zero. Returns the
// number of bytes before the first null byte of the copy, or n.
template <class Vector = ByteVector>
[[gnu::always_inline]] inline size_t copy_padded(Byte* to, const Byte* from, size_t n) {
  constexpr size_t kSize = Vector::kSize, kBlock = Vector::kUnroll * kSize;
  if (n == 0) [[unlikely]]
    return 0;
  const bool crosses = crosses_page(from, kBlock);
  // The bytes before this index are copied, and from + done is aligned.
  size_t done = 0;
  if (!crosses) [[likely]] {
    if (n <= kSize) {
      const auto ends = Vector::load(from).zeros();
      if (!ends || ends.first() >= n) {
        copy_up_to_vector<Vector>(to, from, n);
        return n;
      }
    } else if (copy_without_zero<Vector>(to, from, n < kBlock ? n : kBlock)) {
      if (n <= kBlock) return n;
      done = kBlock - misalignment(from, kBlock);
    }
  }
  size_t end = n;
  if (done == 0) {
    // The first vector.
    done = kSize - misalignment(from, kSize);
    const auto first = first_matches<Vector>(from, IsZero(), Limit{n - 1});
    const size_t found = first ? first.first() : crosses ? done : kSize, length = found < n ? found : n;
    copy_up_to_vector<Vector>(to, from, length);
    if (length == n) return n;
    if (first) end = length;
  }
  if (end == n)
    for (;; done += kSize) {
      if (misalignment(from + done, kBlock) == 0) {
        done += copy_blocks<Vector, Vector::kUnroll, true>(to + done, from + done, n - done);
        // The last block.
        const size_t rest = n - done;
        if (rest > kSize && rest <= kBlock)
          if (copy_without_zero<Vector>(to + done, from + done, rest)) return n;
      }
      const Vector v = Vector::load_aligned(from + done);
      const auto ends = v.zeros();
      if (ends || n - done <= kSize) {
        if (ends && done + ends.first() < n) end = done + ends.first();
        finish_copy<Vector>(to, from, done, end);
        if (end == n) return n;
        break;
      }
      v.store(to + done);
    }
  fill<Vector>(to + end, 0, n - end);
  return end;
}

}  // namespace nacre::string
