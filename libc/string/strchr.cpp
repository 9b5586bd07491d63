// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strchr, (const char* s, int c), (s, c)) {
  const Byte* const found = find(bytes(s), IsOrZero(c)).address();
  if (*found != static_cast<Byte>(c)) return nullptr;
  return chars(found);
}
