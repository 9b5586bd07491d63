// SPDX-License-Identifier: MIT
#include <strings.h>

#include "libc/string/compare.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, int, strcasecmp, (const char* a, const char* b), (a, b)) {
  return compare_strings<ByteVector>(bytes(a), bytes(b), NoLimit(), DiffersInLetterOrEnds());
}

#if NACRE_STRING_ENTRIES
// Every locale has the same letters.
NACRE_PUBLIC int __strcasecmp_l(const char* a, const char* b, locale_t) { return strcasecmp(a, b); }
NACRE_PUBLIC __attribute__((__weak__, __alias__("__strcasecmp_l"))) int strcasecmp_l(const char* a,
                                                                                     const char* b,
                                                                                     locale_t);
#endif
