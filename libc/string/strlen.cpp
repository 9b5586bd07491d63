// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strlen, (const char* s), (s)) {
  const Place end = find(bytes(s), IsZero());
  return static_cast<size_t>(end.base - bytes(s)) + end.index;
}
