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
    const auto differ = Vector::load_some(a, all).different(Vector::load_some(b, all));
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

}  // namespace
}  // namespace nacre::string

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, memcmp, (const void* left, const void* right, size_t n),
                      (left, right, n)) {
  constexpr size_t kSize = ByteVector::kSize, kBlock = ByteVector::kUnroll * kSize;
  const Byte *const a = bytes(left), *const b = bytes(right);
  const auto differ_at = [&](size_t i) __attribute__((__always_inline__)) {
    return DifferentBytes<ByteVector>{ByteVector::load(a + i), ByteVector::load(b + i)};
  };
  const auto result = [&](size_t i) __attribute__((__always_inline__)) { return a[i] - b[i]; };
  if (n <= kSize) return compare_up_to_vector<ByteVector>(a, b, n);
  // Two or four vectors, which can overlap. If they differ, they are compared again, one after the
  // other. Another thread may have changed the byte. Then the result is 0.
  if (n <= 2 * kSize) {
    if (!differ_at(0).either(differ_at(n - kSize)).mask()) return 0;
    if (const auto differ = differ_at(0).mask()) return result(differ.first());
    const auto differ = differ_at(n - kSize).mask();
    return differ ? result(n - kSize + differ.first()) : 0;
  }
  if (n <= 4 * kSize) {
    const auto any = differ_at(0)
                         .either(differ_at(kSize))
                         .either(differ_at(n - 2 * kSize).either(differ_at(n - kSize)));
    if (!any.mask()) return 0;
    const size_t indexes[] = {0, kSize, n - 2 * kSize, n - kSize};
    for (const size_t i : indexes)
      if (const auto differ = differ_at(i).mask()) return result(i + differ.first());
    return 0;
  }
  // Blocks. The last block ends with the last byte, so it can overlap the one before. In the others, the
  // vectors of `a` are aligned.
  if (const auto differ = differ_at(0).mask()) return result(differ.first());
  size_t i = kSize - misalignment(a, kSize), index = 0;
  const auto differ_in_block = [&](size_t k) __attribute__((__always_inline__)) {
    return differ_at(i + k);
  };
  const size_t last = n - kBlock;
  for (; i < last; i += kBlock)
    if (find_in_block<ByteVector>(differ_in_block, index)) return result(i + index);
  i = last;
  return find_in_block<ByteVector>(differ_in_block, index) ? result(i + index) : 0;
}
