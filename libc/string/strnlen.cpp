// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strnlen, (const char* s, size_t n), (s, n)) {
  const size_t length = find_within(bytes(s), n, IsZero());
  return length < n ? length : n;
}
