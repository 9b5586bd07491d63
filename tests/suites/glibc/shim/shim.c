/* SPDX-License-Identifier: MIT */
/* Functions of glibc that tests use as helpers, for libcs that lack them. */
#include <errno.h>
#include <error.h>
#include <features.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void __libc_dynarray_at_failure(size_t size, size_t index) {
    printf("index %zu of an array of %zu elements\n", index, size);
    abort();
}

#ifndef __GLIBC__
static void report(int status, int number, const char *format, va_list arguments) {
    vfprintf(stderr, format, arguments);
    if (number != 0) fprintf(stderr, ": %s", strerror(number));
    fputc('\n', stderr);
    if (status != 0) exit(status);
}

__attribute__((weak)) void error(int status, int number, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "%s: ", program_invocation_name);
    report(status, number, format, arguments);
    va_end(arguments);
}

__attribute__((weak)) void error_at_line(int status, int number, const char *file, unsigned line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "%s:%s:%u: ", program_invocation_name, file, line);
    report(status, number, format, arguments);
    va_end(arguments);
}
#endif
