// SPDX-License-Identifier: MIT
#include <strings.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strncasecmp, (const char* a, const char* b, size_t n),
                      (a, b, n)) {
  return compare_within<ByteVector>(bytes(a), bytes(b), n, DiffersInLetterOrEnds());
}

#if NACRE_STRING_ENTRIES
// Every locale has the same letters.
NACRE_PUBLIC int __strncasecmp_l(const char* a, const char* b, size_t n, locale_t) {
  return strncasecmp(a, b, n);
}
NACRE_PUBLIC __attribute__((__weak__, __alias__("__strncasecmp_l"))) int strncasecmp_l(const char* a,
                                                                                       const char* b,
                                                                                       size_t n,
                                                                                       locale_t);
#endif
