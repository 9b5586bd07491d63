/* SPDX-License-Identifier: MIT */
/* strdupa and strndupa need only <string.h>, in C and in C++. musl's strdupa also needs <alloca.h>, and does not
 * compile as C++. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>

size_t lengths(const char *text) { return strlen(strdupa(text)) + strlen(strndupa(text, 3)); }
