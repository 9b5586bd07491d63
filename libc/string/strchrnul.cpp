// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_HOOK, char*, __strchrnul, (const char* s, int c), (s, c)) {
  return chars(find(bytes(s), IsOrZero(c)));
}

#if NACRE_STRING_ENTRIES
NACRE_PUBLIC __attribute__((__weak__, __alias__("__strchrnul"))) char* strchrnul(const char* s, int c);
#endif
