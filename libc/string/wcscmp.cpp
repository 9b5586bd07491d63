// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/compare_wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, wcscmp, (const wchar_t* a, const wchar_t* b), (a, b)) {
  return compare_strings<WideVector>(bytes(a), bytes(b), NoLimit(), WideDiffersOrEnds());
}
