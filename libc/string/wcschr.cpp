// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, wchar_t*, wcschr, (const wchar_t* s, wchar_t c), (s, c)) {
  wchar_t* const found = wide_chars(find<WideVector>(bytes(s), IsWideOrZero(c)));
  return *found == c ? found : nullptr;
}
