// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, wcsnlen, (const wchar_t* s, size_t n), (s, n)) {
  const size_t size = find_index_within<WideVector>(bytes(s), size_of_wide(n), IsZero());
  return size == kNoLimit ? n : size / sizeof(wchar_t);
}
