// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, void*, memchr, (const void* s, int c, size_t n), (s, c, n)) {
  return const_cast<Byte*>(find_within(bytes(s), n, Is(c)));
}
