// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strcmp, (const char* a, const char* b), (a, b)) {
  const size_t i = find_end(bytes(a), bytes(b), kNoLimit, DiffersOrEnds());
  return bytes(a)[i] - bytes(b)[i];
}
