// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/small.hpp"
#include "sysdeps/contract/string_function.hpp"

namespace nacre::string {
namespace {

template <class Integer>
[[gnu::always_inline]] inline int compare(Integer a, Integer b) {
  return (a > b) - (a < b);
}
// Compares n bytes, between sizeof(Integer) and twice that.
template <class Integer>
[[gnu::always_inline]] inline int compare_two(const Byte* a, const Byte* b, size_t n) {
  const auto first_a = load_big_endian<Integer>(a), first_b = load_big_endian<Integer>(b);
  if (first_a != first_b) return compare(first_a, first_b);
  const size_t rest = n - sizeof(Integer);
  return compare(load_big_endian<Integer>(a + rest), load_big_endian<Integer>(b + rest));
}
// Compares n bytes, at most kSize, near the end of a page.
inline int compare_small(const Byte* a, const Byte* b, size_t n) {
  for (; n >= 16; a += 8, b += 8, n -= 8) {
    const auto first_a = load_big_endian<uint64_t>(a), first_b = load_big_endian<uint64_t>(b);
    if (first_a != first_b) return compare(first_a, first_b);
  }
  if (n >= 8) return compare_two<uint64_t>(a, b, n);
  if (n >= 4) return compare_two<uint32_t>(a, b, n);
  if (n >= 2) return compare_two<uint16_t>(a, b, n);
  return n == 0 ? 0 : *a - *b;
}

// Compares n bytes, at most one vector.
template <class Vector>
[[gnu::always_inline]] inline int compare_up_to_vector(const Byte* a, const Byte* b, size_t n) {
  if constexpr (Vector::kHasMaskRegisters) {
    const auto all = Vector::first_bytes(n);
    const auto differ = Vector::load_some(a, all).different_some(b, all);
    return differ ? a[differ.first()] - b[differ.first()] : 0;
  } else {
    if (n == 0) [[unlikely]]
      return 0;
    if (crosses_page(a, Vector::kSize) || crosses_page(b, Vector::kSize)) [[unlikely]]
      return compare_small(a, b, n);
    const auto differ = DifferentBytes<Vector>{Vector::load(a), Vector::load(b)}.mask();
    return differ && differ.first() < n ? a[differ.first()] - b[differ.first()] : 0;
  }
}

// Compares n bytes, at least one vector, of which the first vectors are probably different. Not inline,
// because memcmp would need more registers.
template <class Vector>
[[gnu::noinline]] int compare_each(const Byte* a, const Byte* b, size_t n) {
  for (size_t i = 0;;) {
    if (const auto differ = DifferentBytes<Vector>{Vector::load(a + i), Vector::load(b + i)}.mask())
      return a[i + differ.first()] - b[i + differ.first()];
    const size_t last = n - Vector::kSize;
    if (i == last) return 0;  // another thread has changed a byte
    i = last - i < Vector::kSize ? last : i + Vector::kSize;
  }
}

}  // namespace
}  // namespace nacre::string

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, memcmp, (const void* left, const void* right, size_t n),
                      (left, right, n)) {
  constexpr size_t kSize = ByteVector::kSize, kBlock = ByteVector::kUnroll * kSize;
  const Byte *const a = bytes(left), *const b = bytes(right);
  const auto differ_at = [&](size_t i) __attribute__((__always_inline__)) {
    return DifferentBytes<ByteVector>{ByteVector::load(a + i), ByteVector::load(b + i)};
  };
  const auto result = [&](size_t i, size_t j) __attribute__((__always_inline__)) {
    return separate(a[i + j] - b[i + j]);
  };
  if (n <= kSize) return compare_up_to_vector<ByteVector>(a, b, n);
  // One vector after the other, up to four. The last two can overlap those before.
  if (const auto differ = differ_at(0).mask()) return result(0, differ.first());
  if (n > 2 * kSize) {
    if (const auto differ = differ_at(kSize).mask()) return result(kSize, differ.first());
    if (n > 4 * kSize) {
      // Blocks, in which the vectors of `a` are aligned. The last block ends with the last byte.
      size_t i = 2 * kSize - misalignment(a, kSize);
      const auto differ_in_block = [&](size_t k) __attribute__((__always_inline__)) {
        return differ_at(i + k);
      };
      const size_t last = n - kBlock;
      for (; i < last; i += kBlock)
        if (matches_in_block<ByteVector>(differ_in_block)) [[unlikely]]
          return compare_each<ByteVector>(a + i, b + i, n - i);
      i = last;
      return matches_in_block<ByteVector>(differ_in_block)
                 ? compare_each<ByteVector>(a + i, b + i, n - i)
                 : 0;
    }
    if (const auto differ = differ_at(n - 2 * kSize).mask())
      return result(n - 2 * kSize, differ.first());
  }
  const auto differ = differ_at(n - kSize).mask();
  return differ ? result(n - kSize, differ.first()) : 0;
}
