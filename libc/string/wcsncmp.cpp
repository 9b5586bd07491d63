// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/compare_wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, wcsncmp, (const wchar_t* a, const wchar_t* b, size_t n),
                      (a, b, n)) {
  return compare_within<WideVector>(bytes(a), bytes(b), size_of_wide(n), WideDiffersOrEnds());
}
