// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/copy.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strcat, (char* __restrict to, const char* __restrict from),
                      (to, from)) {
  auto* const start = reinterpret_cast<Byte*>(to);
  const size_t length = find_index(start, IsZero());
  copy_string(start + length, bytes(from));
  return to;
}
