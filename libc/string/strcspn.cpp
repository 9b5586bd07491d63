// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/span.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strcspn, (const char* s, const char* set), (s, set)) {
  return find_member(bytes(s), bytes(set));
}
