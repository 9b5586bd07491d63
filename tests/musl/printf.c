/* SPDX-License-Identifier: MIT */
// Tests printf: %b, the length modifiers of C23 and glibc, and errors of swprintf.
#define _GNU_SOURCE
#include "cases.h"
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>

// gcc 12 warns about the conversions of C23.
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

// Returns whether vsnprintf and vswprintf both produce `text`.
static int gives(const char *text, const char *format, ...)
{
	char bytes[300] = "", narrowed[600] = "";
	wchar_t wide_format[100], wide[300] = L"";
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(bytes, sizeof bytes, format, ap);
	va_end(ap);
	mbstowcs(wide_format, format, 100);
	va_start(ap, format);
	int m = vswprintf(wide, 300, wide_format, ap);
	va_end(ap);
	wcstombs(narrowed, wide, sizeof narrowed);
	if (n == (int)strlen(text) && m == n && !strcmp(bytes, text) && !strcmp(narrowed, text)) return 1;
	fprintf(stderr, "format %s: vsnprintf %d \"%s\", vswprintf %d \"%s\", expected \"%s\"\n", format, n, bytes, m, narrowed, text);
	return 0;
}
// Returns whether vsnprintf and vswprintf both fail with EINVAL.
static int fails(const char *format, ...)
{
	char bytes[300];
	wchar_t wide_format[100], wide[300];
	va_list ap;
	va_start(ap, format);
	errno = 0;
	int n = vsnprintf(bytes, sizeof bytes, format, ap), error = errno;
	va_end(ap);
	mbstowcs(wide_format, format, 100);
	va_start(ap, format);
	errno = 0;
	int m = vswprintf(wide, 300, wide_format, ap);
	va_end(ap);
	if (n == -1 && m == -1 && error == EINVAL && errno == EINVAL) return 1;
	fprintf(stderr, "%s: results %d and %d, expected -1; errno %d and %d, expected EINVAL\n", format, n, m, error, errno);
	return 0;
}

static int binary(void)
{
	EXPECT(gives("101|0b101|0B101|0|0", "%b|%#b|%#B|%b|%#b", 5, 5, 5, 0, 0));
	EXPECT(gives("     101|101     |00000101|  0b0101|", "%8b|%-8b|%08b|%#8.4b|%.0b", 5, 5, 5, 5, 0));
	EXPECT(gives("0b000101|0B0101  ", "%#08b|%#-8.4B", 5, 5));
	EXPECT(gives("11111111|1111111111111111|1", "%hhb|%hb|%lb", -1, -1, 1L));
	EXPECT(gives("1111111111111111111111111111111111111111111111111111111111111111", "%llb", -1LL));
	EXPECT(gives("0b1111111111111111111111111111111111111111111111111111111111111111", "%#jb", (intmax_t)-1));
	EXPECT(gives("0000001111111111111111111111111111111111111111111111111111111111111111", "%.70llB", -1LL));
	EXPECT(gives("11 5", "%2$b %1$d", 5, 3));
	return 0;
}

static int widths_of_integers(void)
{
	EXPECT(gives("-1|255|377|ff|FF|11111111", "%w8d|%w8u|%w8o|%w8x|%w8X|%w8b", -1, -1, -1, -1, -1, -1));
	EXPECT(gives("-2|65535|ffff", "%w16i|%w16u|%w16x", 65534, -1, -1));
	EXPECT(gives("-1|4294967295", "%w32d|%w32u", -1, -1));
	EXPECT(gives("-1|18446744073709551615", "%w64d|%w64u", -1LL, -1LL));
	EXPECT(gives("-1|255", "%wf8d|%wf8u", -1, -1));
	EXPECT(gives("100000|-1|-1", "%wf16d|%wf32d|%wf64d", sizeof(int_fast16_t) > 2 ? (int_fast16_t)100000 : 0, (int_fast32_t)-1, -1LL));
	EXPECT(gives("   -1|0x00ff", "%5w16d|%#06w8x", -1, 255));
	int8_t n8 = 0;
	int64_t n64 = 0;
	char text[20];
	EXPECT(snprintf(text, sizeof text, "abc%w8nd%w64n", &n8, &n64) == 4 && n8 == 3 && n64 == 4);
	EXPECT(fails("%w7d", 1) && fails("%wd", 1) && fails("%w128d", 1) && fails("%w08d", 1) && fails("%wf1d", 1) && fails("%w32", 1));
	EXPECT(fails("%w32s", "") && fails("%w32f", 1.0) && fails("%w32c", 'c') && fails("%w32p", "") && fails("%w32hd", 1) && fails("%hw32d", 1));
	return 0;
}

static int gnu_lengths(void)
{
	EXPECT(gives("1|-1|ffffffffffffffff", "%qd|%Ld|%qx", 1LL, -1LL, -1LL));
	EXPECT(gives("12|c|0b1100", "%Zu|%Zx|%#Lb", (size_t)12, (size_t)12, 12LL));
	return 0;
}

static int wide_failures(void)
{
	wchar_t wide[100];
	errno = 0;
	EXPECT(swprintf(wide, 100, L"%3$d %1$d", 1, 2, 3) == -1 && errno == EINVAL);
	return 0;
}

static int null_wide_string(void)
{
	EXPECT(gives("(null)|(null)", "%ls|%S", (wchar_t *)0, (wchar_t *)0));
	return 0;
}

static int ordinary(void)
{
	EXPECT(gives("-5|5|a|A|0xa|012|+5| 5|00005|5    ", "%d|%u|%x|%X|%#x|%#o|%+d|% d|%05d|%-5d", -5, 5, 10, 10, 10, 10, 5, 5, 5, 5));
	EXPECT(gives("1.500000|1.5e+00|1.5|0x1.8p+0", "%f|%.1e|%g|%a", 1.5, 1.5, 1.5, 1.5));
	EXPECT(gives("x|str|   st|%", "%c|%s|%5.2s|%%", 'x', "str", "str"));
	EXPECT(gives("1|1|1|-1", "%hhd|%ld|%lld|%jd", 257, 1L, 1LL, (intmax_t)-1));
	EXPECT(gives("b a", "%2$s %1$s", "a", "b"));
	EXPECT(fails("%w", 1) && fails("%y", 1));
	return 0;
}

CASES({"binary", "printf supports %b and %B", binary},
      {"widths-of-integers", "printf supports the length modifiers of C23, w8 to w64 and wf8 to wf64", widths_of_integers},
      {"gnu-lengths", "printf supports q, L and Z before integers, like glibc", gnu_lengths},
      {"wide-failures", "swprintf sets errno if it rejects a format", wide_failures},
      {"null-wide-string", "printf writes (null) for a wide string that is null", null_wide_string},
      {"ordinary", "printf supports the conversions of C11", ordinary})
