// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

// The rest of the n bytes is filled with null bytes.
NACRE_STRING_FUNCTION(NACRE_HOOK, char*, __stpncpy,
                      (char* __restrict to, const char* __restrict from, size_t n), (to, from, n)) {
  const size_t found = find_within(bytes(from), n, IsZero());
  const size_t length = found < n ? found : n;
  memcpy(to, from, length);
  memset(to + length, 0, n - length);
  return to + length;
}

#if NACRE_STRING_ENTRIES
NACRE_PUBLIC __attribute__((__weak__, __alias__("__stpncpy"))) char* stpncpy(char* __restrict to,
                                                                             const char* __restrict from,
                                                                             size_t n);
#endif
