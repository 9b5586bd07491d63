// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/copy.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_HOOK, char*, __stpncpy,
                      (char* __restrict to, const char* __restrict from, size_t n), (to, from, n)) {
  return to + copy_padded(reinterpret_cast<Byte*>(to), bytes(from), n);
}

#if NACRE_STRING_ENTRIES
NACRE_PUBLIC __attribute__((__weak__, __alias__("__stpncpy"))) char* stpncpy(char* __restrict to,
                                                                             const char* __restrict from,
                                                                             size_t n);
#endif
