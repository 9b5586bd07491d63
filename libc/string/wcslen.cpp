// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, wcslen, (const wchar_t* s), (s)) {
  return find_index<WideVector>(bytes(s), IsZero()) / sizeof(wchar_t);
}
