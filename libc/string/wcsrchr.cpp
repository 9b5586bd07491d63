// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/scan_back.hpp"
#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

// The terminating null character is part of the string.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, wchar_t*, wcsrchr, (const wchar_t* s, wchar_t c), (s, c)) {
  const Byte* const end = find<WideVector>(bytes(s), IsZero());
  const size_t size = static_cast<size_t>(end - bytes(s)) + sizeof(wchar_t);
  const Byte* const last = find_last<WideVector>(bytes(s), size, IsWide(c));
  // This is any byte of the character.
  return last == nullptr ? nullptr : wide_chars(last - misalignment(last, sizeof(wchar_t)));
}
