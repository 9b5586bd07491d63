// SPDX-License-Identifier: MIT
// Declares the functions of sysdeps/contract/numbers.hpp. The names in quotes are those in musl's
// patched sources.
#pragma once
#include <stdint.h>

namespace nacre::sys {

#pragma GCC visibility push(hidden)
float exact_strtof(const char* text, char** end) __asm__("__nacre_exact_strtof");
double exact_strtod(const char* text, char** end) __asm__("__nacre_exact_strtod");
int scan_decimal(uint64_t digits, long long power, int has_more_digits, int bits,
                 double* result) __asm__("__nacre_scan_decimal");
int format_double(char* text, double number, int precision, int conversion,
                  int alternative) __asm__("__nacre_format_double");
char* format_decimal(uint64_t number, char* end) __asm__("__nacre_format_decimal");
#pragma GCC visibility pop

}  // namespace nacre::sys
