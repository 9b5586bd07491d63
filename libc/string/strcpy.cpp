// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/copy.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strcpy, (char* __restrict to, const char* __restrict from),
                      (to, from)) {
  copy_string(reinterpret_cast<Byte*>(to), bytes(from));
  return to;
}
