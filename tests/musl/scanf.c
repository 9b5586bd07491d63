/* SPDX-License-Identifier: MIT */
// Tests scanf: %b, the length modifiers of C23 and glibc, and the sign of -nan.
#define _GNU_SOURCE
#include "cases.h"
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>

// gcc 12 warns about the conversions of C23.
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

// READS and READS_WIDE call sscanf and swscanf, and compare the number of conversions.
#define READS(result, text, format, ...) (sscanf(text, format, __VA_ARGS__) == (result))
#define READS_WIDE(result, text, format, ...) (swscanf(L##text, L##format, __VA_ARGS__) == (result))

static int binary(void)
{
	unsigned u = 0, v = 0;
	int n = 0;
	EXPECT(READS(1, "101", "%b", &u) && u == 5);
	EXPECT(READS_WIDE(1, "101", "%b", &v) && v == 5);
	EXPECT(READS(1, "0b110x", "%b%n", &u, &n) && u == 6 && n == 5);
	EXPECT(READS_WIDE(1, "0B110x", "%b%n", &v, &n) && v == 6 && n == 5);
	EXPECT(READS(2, "-10 12", "%b %b", &u, &v) && u == -2u && v == 1);
	EXPECT(READS(2, "11010", "%3b%b", &u, &v) && u == 6 && v == 2);
	EXPECT(READS(1, "0b11010", "%4b", &u) && u == 3);
	EXPECT(READS(0, "2", "%b", &u) && READS(-1, "", "%b", &u));
	EXPECT(READS(1, "0", "%b", &u) && u == 0);
	EXPECT(READS(1, "02", "%b", &u) && u == 0);
	EXPECT(READS(0, "0b", "%b", &u) && READS(0, "0b2", "%b", &u));
	// %i and %d do not accept the prefix 0b, as in stock musl.
	EXPECT(READS(1, "0b1", "%i", &n) && n == 0 && READS(1, "0b1", "%d", &n) && n == 0);
	EXPECT(strtol("0b1", 0, 0) == 0 && strtol("b1", 0, 16) == 0xb1 && strtol("0b1", 0, 16) == 0xb1);
	return 0;
}

static int widths_of_integers(void)
{
	int8_t a[2] = {0, 7};
	int16_t b[2] = {0, 7};
	int32_t c[2] = {0, 7};
	int64_t d = 0;
	int_fast16_t e = 0;
	EXPECT(READS(4, "-1 -2 -3 -4", "%w8d %w16i %w32d %w64d", a, b, c, &d) && a[0] == -1 && b[0] == -2 && c[0] == -3 && d == -4);
	EXPECT(READS_WIDE(4, "5 6 7 8", "%w8d %w16i %w32d %w64d", a, b, c, &d) && a[0] == 5 && b[0] == 6 && c[0] == 7 && d == 8);
	EXPECT(a[1] == 7 && b[1] == 7 && c[1] == 7);
	EXPECT(READS(2, "10 1234567890123", "%wf16d %wf64d", &e, &d) && e == 10 && d == 1234567890123);
	EXPECT(READS(3, "ff 77 11", "%w8x %w16o %w32b", a, b, c) && a[0] == -1 && b[0] == 077 && c[0] == 3);
	EXPECT(READS(1, "12", "%d%w8n", c, a) && a[0] == 2);
	EXPECT(READS(-1, "1", "%w7d", c) && READS(-1, "1", "%w32s", c) && READS(-1, "1", "%wd", c));
	return 0;
}

static int gnu_lengths(void)
{
	long long q = 0, l = 0;
	size_t z = 0;
	EXPECT(READS(3, "1234567890123 -2 3", "%qd %Ld %Zu", &q, &l, &z) && q == 1234567890123 && l == -2 && z == 3);
	EXPECT(READS_WIDE(3, "1234567890123 -2 3", "%qd %Ld %Zu", &q, &l, &z) && q == 1234567890123 && l == -2 && z == 3);
	return 0;
}

static int negative_nan(void)
{
	char *end;
	double d = 0;
	float f = 0;
	EXPECT(signbit(strtod("-nan", 0)) && isnan(strtod("-nan", 0)));
	EXPECT(signbit(strtof("-NAN(12)", &end)) && !*end && signbit(strtold("-nan()", &end)) && !*end);
	EXPECT(!signbit(strtod("nan", 0)) && !signbit(strtod("+nan", 0)));
	EXPECT(READS(1, "-nan", "%lf", &d) && isnan(d) && signbit(d) && READS_WIDE(1, "-nan(x)", "%f", &f) && isnan(f) && signbit(f));
	EXPECT(signbit(wcstod(L"-nan", 0)));
	return 0;
}

static int ordinary(void)
{
	int n = 0, m = 0;
	unsigned u;
	double d;
	char *s = 0, *end;
	EXPECT(READS(2, "12 0x1f", "%d %i", &n, &m) && n == 12 && m == 31);
	EXPECT(READS_WIDE(2, "12 017", "%d %i", &n, &m) && n == 12 && m == 15);
	EXPECT(READS(1, "word", "%ms", &s) && !strcmp(s, "word"));
	free(s);
	// Either result is allowed here, but not EOF.
	EXPECT(READS(0, "0x", "%x", &u) || READS(1, "0x", "%x", &u));
	EXPECT(READS(1, "1.5", "%lf", &d) && d == 1.5);
	EXPECT(isnan(strtod("nan(ab_1)x", &end)) && !strcmp(end, "x"));
	EXPECT(isnan(strtod("nan(a-b)", &end)) && !strcmp(end, "(a-b)"));
	EXPECT(isnan(strtod("nan(", &end)) && !strcmp(end, "("));
	EXPECT(strtod("-inf", &end) == -INFINITY && strtod("infinityx", &end) == INFINITY && !strcmp(end, "x"));
	return 0;
}

CASES({"binary", "scanf supports %b", binary},
      {"widths-of-integers", "scanf supports the length modifiers of C23, w8 to w64 and wf8 to wf64", widths_of_integers},
      {"gnu-lengths", "scanf supports q, L and Z before integers, like glibc", gnu_lengths},
      {"negative-nan", "strtod and scanf keep the sign of -nan", negative_nan},
      {"ordinary", "scanf and strtod read the forms of C11", ordinary})
