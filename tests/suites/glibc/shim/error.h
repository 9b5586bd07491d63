/* SPDX-License-Identifier: MIT */
#ifndef NACRE_SUITES_ERROR_H
#define NACRE_SUITES_ERROR_H
#if __has_include_next(<error.h>)
#include_next <error.h>
#else
/* The tests print their failures with these. shim.c implements them. */
void error(int status, int number, const char *format, ...) __attribute__((__format__(__printf__, 3, 4)));
void error_at_line(int status, int number, const char *file, unsigned line, const char *format, ...)
    __attribute__((__format__(__printf__, 5, 6)));
#endif
#endif
