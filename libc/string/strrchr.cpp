// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan_back.hpp"
#include "sysdeps/contract/string_function.hpp"

// The terminating null byte is part of the string. The first vectors are searched for both the character
// and the end. After them, the first two occurrences are searched for, then the end, and then the
// last occurrence before it.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strrchr, (const char* s, int c), (s, c)) {
  constexpr int kUnroll = unroll_of_keys<ByteVector>();
  constexpr size_t kSize = ByteVector::kSize, kBlock = kUnroll * kSize;
  // If a mask takes several instructions, one mask for the character and the end is tested first.
  constexpr bool kMasksAreSlow = kUnroll == 2;
  constexpr size_t kFirst = (kMasksAreSlow ? 3 : kUnroll) * kSize;
  const Is is_c(c);
  const IsOrZero is_c_or_zero(c);
  const Byte *begin = bytes(s), *last = nullptr;
  // Searches the vector `v` at `at` for the last occurrence. Returns whether the string ends in it.
  const auto ends_in = [&](ByteVector v, const Byte* at) __attribute__((__always_inline__)) {
    if constexpr (kMasksAreSlow)
      if (!is_c_or_zero(v).mask()) return false;
    auto matches = is_c(v).mask();
    const auto ends = v.zeros();
    if (ends) matches = matches.through_first(ends);
    if (matches) last = at + matches.last();
    return static_cast<bool>(ends);
  };
  if (!crosses_page(begin, kFirst)) [[likely]] {
#pragma GCC unroll 4
    for (size_t k = 0; k < kFirst; k += kSize)
      if (ends_in(ByteVector::load(begin + k), begin + k)) return chars(last);
    begin += kFirst;
    if constexpr (kMasksAreSlow) {
      // The first aligned block with the character or the end. It begins after the first byte of the
      // string. If it begins in the vectors above, it contains all their bytes from there on.
      const auto match = [&](size_t i) __attribute__((__always_inline__)) {
        return is_c_or_zero(ByteVector::load_aligned(begin + i));
      };
      begin -= misalignment(begin, kBlock);
      while (!matches_in_block<ByteVector, kUnroll>(match)) begin += kBlock;
#pragma GCC unroll 2
      for (size_t k = 0; k < kBlock; k += kSize)
        if (ends_in(ByteVector::load_aligned(begin + k), begin + k)) return chars(last);
      begin += kBlock;
    }
  }
  const Byte* const first = find(begin, is_c_or_zero).address();
  if (*first != static_cast<Byte>(c)) return chars(last);
  if (*first == 0) return chars(first);
  const Byte* const second = find(first + 1, is_c_or_zero).address();
  if (*second == 0) return chars(first);
  const Byte* const end = find(second, IsZero()).address();
  return chars(find_last(second, static_cast<size_t>(end - second), is_c));
}
