// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan_back.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_HOOK, void*, __memrchr, (const void* s, int c, size_t n), (s, c, n)) {
  return const_cast<Byte*>(find_last(bytes(s), n, Is(c)));
}

#if NACRE_STRING_ENTRIES
NACRE_PUBLIC __attribute__((__weak__, __alias__("__memrchr"))) void* memrchr(const void* s, int c,
                                                                             size_t n);
#endif
