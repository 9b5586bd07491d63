// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan_back.hpp"
#include "sysdeps/contract/string_function.hpp"

// The terminating null byte is part of the string.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strrchr, (const char* s, int c), (s, c)) {
  const Is is_c(c);
  const Byte* const begin = bytes(s);
  if (!crosses_page(begin, ByteVector::kSize)) [[likely]] {
    const ByteVector v = ByteVector::load(begin);
    if (const auto ends = v.zeros()) [[likely]] {
      const auto matches = is_c(v).mask().through(ends.first());
      return matches ? chars(begin + matches.last()) : nullptr;
    }
  }
  return chars(find_last(begin, find(begin, IsZero()).address(), is_c));
}
