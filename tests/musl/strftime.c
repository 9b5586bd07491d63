/* SPDX-License-Identifier: MIT */
// Tests strftime with the conversions, flags and widths of glibc.
#define _GNU_SOURCE
#include "cases.h"
#include <stdlib.h>
#include <time.h>
#include <wchar.h>

// Monday, 5 January 2026, 03:07:09
static const struct tm monday = {.tm_year = 126, .tm_mday = 5, .tm_hour = 3, .tm_min = 7, .tm_sec = 9, .tm_wday = 1, .tm_yday = 4};

// Returns whether strftime and wcsftime both produce `text`.
static int gives(const struct tm *tm, const char *format, const char *text)
{
	char bytes[200] = "", narrowed[400] = "";
	wchar_t wide_format[100], wide[200] = L"";
	size_t n = strftime(bytes, sizeof bytes, format, tm);
	mbstowcs(wide_format, format, 100);
	size_t m = wcsftime(wide, 200, wide_format, tm);
	wcstombs(narrowed, wide, sizeof narrowed);
	if (n == strlen(text) && m == n && !strcmp(bytes, text) && !strcmp(narrowed, text)) return 1;
	fprintf(stderr, "format %s: strftime %zu \"%s\", wcsftime %zu \"%s\", expected \"%s\"\n", format, n, bytes, m, narrowed, text);
	return 0;
}

static int gnu_conversions(void)
{
	struct tm tm = monday;
	EXPECT(gives(&tm, "%k|%l|%P|%p", " 3| 3|am|AM"));
	tm.tm_hour = 0;
	EXPECT(gives(&tm, "%k|%l|%I|%P", " 0|12|12|am"));
	tm.tm_hour = 12;
	EXPECT(gives(&tm, "%k|%l|%P", "12|12|pm"));
	tm.tm_hour = 23;
	EXPECT(gives(&tm, "%k|%l|%P|%-l", "23|11|pm|11"));
	return 0;
}
static int gnu_flags(void)
{
	EXPECT(gives(&monday, "%^a|%^A|%^b|%^B|%^h", "MON|MONDAY|JAN|JANUARY|JAN"));
	EXPECT(gives(&monday, "%#a|%#B|%#p|%^p", "MON|JANUARY|am|AM"));
	EXPECT(gives(&monday, "%^c", "MON JAN  5 03:07:09 2026"));
	EXPECT(gives(&monday, "%_d|%-d|%0e|%0k|%-k|%_H|%-M", " 5|5|05|03|3| 3|7"));
	EXPECT(gives(&monday, "%_-d|%-_d|%^_a", "5| 5|MON"));
	EXPECT(gives(&monday, "%0-e|%-0e", "5|05"));
	return 0;
}
static int gnu_widths(void)
{
	EXPECT(gives(&monday, "%5d|%_5d|%-5d|%05d|%5e|%05e", "00005|    5|    5|00005|    5|00005"));
	EXPECT(gives(&monday, "%10a|%-10a|%010a|%^10b", "       Mon|       Mon|0000000Mon|       JAN"));
	EXPECT(gives(&monday, "%10j|%3S|%1m|%20R", "0000000005|009|01|               03:07"));
	EXPECT(gives(&monday, "%3%|%4n", "  %|   \n"));
	// In stock musl, strftime supports this form and wcsftime does not.
	EXPECT(gives(&monday, "%+5Y|%+6Y", "+2026|+02026"));
	return 0;
}
static int unknown_conversions(void)
{
	EXPECT(gives(&monday, "a%Nb", "a%Nb"));
	EXPECT(gives(&monday, "%Y%", "2026%"));
	EXPECT(gives(&monday, "%:z|%d", "%:z|05"));
	EXPECT(gives(&monday, "%+", "%+"));
	EXPECT(gives(&monday, "%E", "%E"));
	return 0;
}

static int ordinary(void)
{
	struct tm tm = monday;
	char small[5];
	EXPECT(gives(&tm, "%Y-%m-%dT%H:%M:%S %j %u %w %U %W %V %G %g %C %y", "2026-01-05T03:07:09 005 1 1 01 01 02 2026 26 20 26"));
	EXPECT(gives(&tm, "%a %A %b %B %h %p %I %e %D %F %R %T %n%t%%", "Mon Monday Jan January Jan AM 03  5 01/05/26 2026-01-05 03:07 03:07:09 \n\t%"));
	EXPECT(gives(&tm, "%c|%x|%X|%r", "Mon Jan  5 03:07:09 2026|01/05/26|03:07:09|03:07:09 AM"));
	EXPECT(gives(&tm, "%-d|%_d|%Ey|%Od|%10Y|%3C", "5| 5|26|05|0000002026|020"));
	EXPECT(strftime(small, sizeof small, "%Y", &tm) == 4 && !strcmp(small, "2026"));
	EXPECT(strftime(small, sizeof small, "%Y-", &tm) == 0);
	tm.tm_year = 12345 - 1900;
	EXPECT(gives(&tm, "%Y|%F", "+12345|+12345-01-05"));
	tm.tm_year = -2000;
	EXPECT(gives(&tm, "%Y|%5Y", "-100|-0100"));
	return 0;
}

CASES({"gnu-conversions", "strftime supports %k, %l and %P", gnu_conversions},
      {"gnu-flags", "strftime supports the flags ^ and #, and several flags together", gnu_flags},
      {"gnu-widths", "strftime supports a width for every conversion", gnu_widths},
      {"unknown-conversions", "strftime copies an unknown conversion to its output", unknown_conversions},
      {"ordinary", "strftime supports the conversions of POSIX", ordinary})
