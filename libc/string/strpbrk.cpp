// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/span.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strpbrk, (const char* s, const char* set), (s, set)) {
  const size_t index = find_member(bytes(s), bytes(set));
  return s[index] == 0 ? nullptr : const_cast<char*>(s) + index;
}
