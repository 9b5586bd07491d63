/* SPDX-License-Identifier: MIT */
/* Tests of strtod print numbers with strfromd and its variants. */
#include <features.h>
#ifndef __GLIBC__
#include <stdio.h>
static inline int strfromd(char *buffer, size_t size, const char *format, double value) {
    return snprintf(buffer, size, format, value);
}
static inline int strfromf(char *buffer, size_t size, const char *format, float value) {
    return snprintf(buffer, size, format, value);
}
static inline int strfroml(char *buffer, size_t size, const char *format, long double value) {
    char wide[32];
    snprintf(wide, sizeof wide, "%.*sL%s", (int)__builtin_strlen(format) - 1, format, format + __builtin_strlen(format) - 1);
    return snprintf(buffer, size, wide, value);
}
#endif
