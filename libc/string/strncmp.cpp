// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strncmp, (const char* a, const char* b, size_t n), (a, b, n)) {
  return compare_within<ByteVector>(bytes(a), bytes(b), n, DiffersOrEnds());
}
