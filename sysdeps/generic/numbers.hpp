// SPDX-License-Identifier: MIT
// For a libc other than musl. Only tests call the hooks. The host's own functions are exact.
#pragma once
#include <stdint.h>
#include <stdlib.h>

namespace nacre::sys {

inline float exact_strtof(const char* text, char** end) { return strtof(text, end); }
inline double exact_strtod(const char* text, char** end) { return strtod(text, end); }
int scan_decimal(uint64_t digits, long long power, int has_more_digits, int bits, double* result);
int format_double(char* text, double number, int precision, int conversion, int alternative);
char* format_decimal(uint64_t number, char* end);

}  // namespace nacre::sys
