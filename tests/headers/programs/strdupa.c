/* SPDX-License-Identifier: MIT */
/* The copies on the stack need no other header, in C and in C++. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>

size_t lengths(const char *text) { return strlen(strdupa(text)) + strlen(strndupa(text, 3)); }
