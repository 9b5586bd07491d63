// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strcmp, (const char* a, const char* b), (a, b)) {
  return compare_strings<ByteVector>(bytes(a), bytes(b), NoLimit(), DiffersOrEnds());
}
