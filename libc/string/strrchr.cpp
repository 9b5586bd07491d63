// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan_back.hpp"
#include "sysdeps/contract/string_function.hpp"

namespace nacre::string {
namespace {

// If a mask takes several instructions, one mask for the character and the end is tested first.
constexpr bool kMasksAreSlow = unroll_of_keys<ByteVector>() == 2;

// Vectors of a string, and in which of their bytes the character is. Vector 0 is at the start of the
// string. The others are aligned.
struct FirstVectors {
  static constexpr int kCount = ByteVector::kUnroll;
  const Byte *string, *aligned;
  ByteVector::Mask occurrences[kCount];

  [[gnu::always_inline]] const Byte* address(size_t k) const {
    return k == 0 ? string : aligned + k * ByteVector::kSize;
  }
  // Returns the last occurrence in the first k vectors, or null.
  template <int k>
  [[gnu::always_inline]] const Byte* last() const {
    if constexpr (k == 0) {
      return nullptr;
    } else {
      if (occurrences[k - 1]) return separate(address(k - 1) + occurrences[k - 1].last());
      return last<k - 1>();
    }
  }
};

// Examines the vectors from the one with index k on. If the string ends in them, returns the last
// occurrence. If not, returns rest(last occurrence in them).
template <int k = 0, class Rest>
[[gnu::always_inline]] inline const Byte* last_in(FirstVectors& vectors, Is<> is_c,
                                                  IsOrZero<> is_c_or_zero, Rest rest) {
  if constexpr (k == FirstVectors::kCount) {
    return rest(vectors.last<k>());
  } else {
    // Not computed before the first vector is examined.
    if (k == 1)
      vectors.aligned = separate(vectors.string - misalignment(vectors.string, ByteVector::kSize));
    const Byte* const at = vectors.address(k);
    const ByteVector v = (k == 0 ? ByteVector::load(at) : ByteVector::load_aligned(at)).in_register();
    vectors.occurrences[k] = {};
    if (!kMasksAreSlow || is_c_or_zero(v).mask()) {
      vectors.occurrences[k] = is_c(v).mask();
      if (const auto ends = v.zeros()) [[unlikely]] {
        vectors.occurrences[k] = vectors.occurrences[k].through_first(ends);
        return vectors.last<k + 1>();
      }
    }
    return last_in<k + 1>(vectors, is_c, is_c_or_zero, rest);
  }
}

// Not inline: each of these searches is long.
[[gnu::noinline]] const Byte* find_byte_or_zero(const Byte* s, int c) { return find(s, IsOrZero(c)); }
[[gnu::noinline]] const Byte* last_in_long(const Byte* s, int c, const Byte* last) {
  const Byte* const first = find_byte_or_zero(s, c);
  if (*first != static_cast<Byte>(c)) return last;
  if (*first == 0) return first;
  const Byte* const second = find_byte_or_zero(first + 1, c);
  if (*second == 0) return first;
  const Byte* const end = find(second, IsZero());
  return find_last(second, static_cast<size_t>(end - second), Is(c));
}

// Like last_in_long, for an aligned address in a string that does not end before it.
[[gnu::always_inline]] inline const Byte* last_in_rest(const Byte* s, int c, const Byte* last) {
  if constexpr (kMasksAreSlow) {
    // Moves to the block after the first one with the character or the end. `s` is aligned, and the
    // string does not end before it.
    constexpr size_t kSize = ByteVector::kSize, kBlock = 2 * kSize;
    const auto match = [&](size_t i) __attribute__((__always_inline__)) {
      return IsOrZero(c)(ByteVector::load_aligned(s + i));
    };
    s -= misalignment(s, kBlock);
    while (!matches_in_block<ByteVector, 2>(match)) s += kBlock;
#pragma GCC unroll 2
    for (size_t k = 0; k < kBlock; k += kSize) {
      const ByteVector v = ByteVector::load_aligned(s + k);
      auto occurrences = Is(c)(v).mask();
      const auto ends = v.zeros();
      if (ends) occurrences = occurrences.through_first(ends);
      if (occurrences) last = s + k + occurrences.last();
      if (ends) return last;
    }
    s += kBlock;
  }
  return last_in_long(s, c, last);
}

}  // namespace
}  // namespace nacre::string

// The terminating null byte is part of the string.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strrchr, (const char* s, int c), (s, c)) {
  if (crosses_page(bytes(s), ByteVector::kSize)) [[unlikely]]
    return chars(last_in_long(bytes(s), c, nullptr));
  FirstVectors vectors;
  vectors.string = bytes(s);
  return chars(last_in(
      vectors, Is(c), IsOrZero(c), [&](const Byte* last) __attribute__((__always_inline__)) {
        return last_in_rest(vectors.address(FirstVectors::kCount), c, last);
      }));
}
