// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan_back.hpp"
#include "sysdeps/contract/string_function.hpp"

// The terminating null byte is part of the string. The first vectors are searched for both the character
// and the end. After them, the first two occurrences are searched for, then the end, and then the
// last occurrence before it.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strrchr, (const char* s, int c), (s, c)) {
  constexpr size_t kSize = ByteVector::kSize, kBlock = ByteVector::kUnroll * kSize;
  const Is is_c(c);
  const Byte *begin = bytes(s), *last = nullptr;
  if (!crosses_page(begin, kBlock)) [[likely]] {
#pragma GCC unroll 4
    for (size_t k = 0; k < kBlock; k += kSize) {
      const ByteVector v = ByteVector::load(begin + k);
      auto matches = is_c(v).mask();
      const auto ends = v.zeros();
      if (ends) matches = matches.through_first(ends);
      if (matches) last = begin + k + matches.last();
      if (ends) return chars(last);
    }
    begin += kBlock;
  }
  const Byte* const first = find(begin, IsOrZero(c)).address();
  if (*first != static_cast<Byte>(c)) return chars(last);
  if (*first == 0) return chars(first);
  const Byte* const second = find(first + 1, IsOrZero(c)).address();
  if (*second == 0) return chars(first);
  const Byte* const end = find(second, IsZero()).address();
  return chars(find_last(second, static_cast<size_t>(end - second), is_c));
}
