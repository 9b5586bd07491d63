// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strnlen, (const char* s, size_t n), (s, n)) {
  return find_index_within(bytes(s), n, IsZero());
}
