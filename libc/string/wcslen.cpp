// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, wcslen, (const wchar_t* s), (s)) {
  const Byte* const begin = bytes(s);
  const Place end = find<WideVector>(begin, IsZero());
  return (static_cast<size_t>(end.base - begin) + end.index) / sizeof(wchar_t);
}
