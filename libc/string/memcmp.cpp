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

}  // namespace
}  // namespace nacre::string

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, memcmp, (const void* left, const void* right, size_t n),
                      (left, right, n)) {
  constexpr size_t kSize = ByteVector::kSize, kBlock = ByteVector::kUnroll * kSize;
  const Byte *const a = bytes(left), *const b = bytes(right);
  size_t i = 0, index = 0;
  const auto differ_at = [&](size_t k) __attribute__((__always_inline__)) {
    return DifferentBytes<ByteVector>{ByteVector::load(a + i + k), ByteVector::load(b + i + k)};
  };
  const auto result = [&](size_t place) __attribute__((__always_inline__)) {
    return a[place] - b[place];
  };
  if (n <= kSize) {
    if (n == 0) [[unlikely]]
      return 0;
    if (crosses_page(a, kSize) || crosses_page(b, kSize)) [[unlikely]]
      return compare_small(a, b, n);
    const auto differ = differ_at(0).mask();
    return differ && differ.first() < n ? result(differ.first()) : 0;
  }
  if (const auto differ = differ_at(0).mask()) return result(differ.first());
  if (n <= 2 * kSize) {
    i = n - kSize;
    const auto differ = differ_at(0).mask();
    return differ ? result(i + differ.first()) : 0;
  }
  // Blocks. The last block ends with the last byte, so it can overlap the one before. In the others, the
  // vectors of `a` are aligned.
  if (n >= kBlock) {
    const size_t last = n - kBlock;
    for (i = kSize - misalignment(a, kSize); i < last; i += kBlock)
      if (find_in_block<ByteVector>(differ_at, index)) return result(i + index);
    i = last;
    return find_in_block<ByteVector>(differ_at, index) ? result(i + index) : 0;
  }
  i = kSize;
  if (const auto differ = differ_at(0).mask()) return result(i + differ.first());
  i = n - 2 * kSize;
  if (const auto differ = differ_at(0).mask()) return result(i + differ.first());
  i = n - kSize;
  const auto differ = differ_at(0).mask();
  return differ ? result(i + differ.first()) : 0;
}
