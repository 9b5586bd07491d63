// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/copy.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strncpy,
                      (char* __restrict to, const char* __restrict from, size_t n), (to, from, n)) {
  copy_padded(reinterpret_cast<Byte*>(to), bytes(from), n);
  return to;
}
