// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strncmp, (const char* a, const char* b, size_t n), (a, b, n)) {
  if (n == 0) [[unlikely]]
    return 0;
  return compare_strings<ByteVector>(bytes(a), bytes(b), Limit{n - 1}, DiffersOrEnds());
}
