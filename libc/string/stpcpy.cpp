// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/copy.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_HOOK, char*, __stpcpy, (char* __restrict to, const char* __restrict from),
                      (to, from)) {
  return reinterpret_cast<char*>(copy_string(reinterpret_cast<Byte*>(to), bytes(from)));
}

#if NACRE_STRING_ENTRIES
NACRE_PUBLIC __attribute__((__weak__, __alias__("__stpcpy"))) char* stpcpy(char* __restrict to,
                                                                           const char* __restrict from);
#endif
