// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strlen, (const char* s), (s)) {
  return find_index(bytes(s), IsZero());
}
