// SPDX-License-Identifier: MIT
// Conversions between numbers and text. docs/numbers.md describes how nacre's functions and musl's
// divide the work.
#pragma once
#include <numbers.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// musl's strtof and strtod. They are exact for all input and in each rounding mode, but slow.
static_assert(is<decltype(exact_strtof), float(const char* text, char** end)>);
static_assert(is<decltype(exact_strtod), double(const char* text, char** end)>);

// A hook, which musl's scanf and its exact strtod call. Converts digits * 10^power, which is not
// negative, to a float (if `bits` is 24) or to a double (if it is 53). If has_more_digits is not 0, the
// number has further digits, and `digits` has 19. Returns 1, or returns 0 if only the exact conversion
// can give the result.
static_assert(is<decltype(scan_decimal),
                 int(uint64_t digits, long long power, int has_more_digits, int bits, double* result)>);

// A hook, which musl's printf calls. Writes a number, which is neither negative nor infinite nor a NaN,
// as by the conversion 'e', 'f', 'g', 'E', 'F' or 'G' to `text`. `precision` is the one of the format,
// or negative if the format has none. If `alternative` is not 0, the format has the flag '#'. Returns
// the length, which is at most kMaxFormatted, or 0 if only the exact conversion can write the number.
static_assert(is<decltype(format_double),
                 int(char* text, double number, int precision, int conversion, int alternative)>);
inline constexpr int kMaxFormatted = 64;

// A hook, which musl's printf calls. Writes the digits of the number so that they end before `end`, and
// returns the address of the first one. Writes nothing for 0.
static_assert(is<decltype(format_decimal), char*(uint64_t number, char* end)>);

}  // namespace nacre::sys
