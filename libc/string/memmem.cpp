// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/substring.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, void*, memmem,
                      (const void* haystack, size_t n, const void* needle, size_t m),
                      (haystack, n, needle, m)) {
  if (m == 0) return const_cast<void*>(haystack);
  if (m == 1) return memchr(const_cast<void*>(haystack), *bytes(needle), n);
  return const_cast<Byte*>(find_substring(bytes(haystack), n, bytes(needle), m));
}
