// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, wchar_t*, wmemchr, (const wchar_t* s, wchar_t c, size_t n),
                      (s, c, n)) {
  return wide_chars(find_within<WideVector>(bytes(s), size_of_wide(n), IsWide(c)));
}
