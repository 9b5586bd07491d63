/* SPDX-License-Identifier: MIT */
// Tests strptime: time zones, %s, members that depend on the date, and modifiers.
#define _GNU_SOURCE
#include "cases.h"
#include <stdlib.h>
#include <time.h>

// No function has initialized the time zone, so tzname has no names. strptime must skip the unknown name, and must not
// change tm_isdst.
static int before_tzset(void)
{
	struct tm tm = {.tm_isdst = 5};
	const char *rest = strptime("XYZ 12", "%Z %H", &tm);
	EXPECT(rest && !*rest && tm.tm_hour == 12 && tm.tm_isdst == 5);
	return 0;
}

static int other_name(void)
{
	struct tm tm = {.tm_isdst = 5};
	setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
	tzset();
	const char *rest = strptime("XYZ 12", "%Z %H", &tm);
	EXPECT(rest && !*rest && tm.tm_hour == 12 && tm.tm_isdst == 5);
	return 0;
}

// Returns whether `format` reads all of `text`, and the result is `time` in UTC.
static int is(const char *text, const char *format, time_t time)
{
	struct tm tm = {.tm_mday = 1, .tm_wday = -1, .tm_yday = -1}, expected;
	const char *rest = strptime(text, format, &tm);
	if (!rest) return fprintf(stderr, "strptime(\"%s\", \"%s\") failed\n", text, format), 0;
	if (*rest) return fprintf(stderr, "strptime(\"%s\", \"%s\") did not read \"%s\"\n", text, format, rest), 0;
	const struct tm read = tm;
	time_t found = timegm(&tm);
	gmtime_r(&time, &expected);
	if (found != time) return fprintf(stderr, "strptime(\"%s\", \"%s\"): time %lld, expected %lld\n", text, format, (long long)found, (long long)time), 0;
	if (read.tm_wday == expected.tm_wday && read.tm_yday == expected.tm_yday) return 1;
	return fprintf(stderr, "strptime(\"%s\", \"%s\"): tm_wday %d, expected %d; tm_yday %d, expected %d\n", text, format, read.tm_wday,
		       expected.tm_wday, read.tm_yday, expected.tm_yday), 0;
}

static int seconds(void)
{
	setenv("TZ", "UTC0", 1);
	tzset();
	EXPECT(is("1767578645", "%s", 1767578645) && is("-1", "%s", -1) && is("0", "%s", 0));
	struct tm tm = {0};
	EXPECT(!strptime("-", "%s", &tm) && !strptime("99999999999999999999", "%s", &tm));
	setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
	tzset();
	EXPECT(!*strptime("1782878400", "%s", &tm) && tm.tm_hour == 0 && tm.tm_mday == 1 && tm.tm_mon == 6 && tm.tm_isdst == 1);
	return 0;
}
static int dependent_members(void)
{
	EXPECT(is("2026-01-05", "%F", 1767571200) && is("2026-01-05", "%Y-%m-%d", 1767571200));
	EXPECT(is("05 Jan 26", "%d %b %y", 1767571200) && is("01/05/26", "%D", 1767571200));
	EXPECT(is("2024 366", "%Y %j", 1735603200) && is("2026 060", "%Y %j", 1772323200));
	EXPECT(is("2026 01 Mon", "%Y %W %a", 1767571200) && is("2026 01 1", "%Y %U %w", 1767571200) && is("2026 00 4", "%Y %W %u", 1767225600));
	EXPECT(is("1960-02-29", "%F", -310521600));
	struct tm tm = {0};
	EXPECT(strptime("7", "%u", &tm) && tm.tm_wday == 0);
	EXPECT(strptime("PM 5:30", "%p %I:%M", &tm) && tm.tm_hour == 17);
	EXPECT(strptime("12 AM", "%I %p", &tm) && tm.tm_hour == 0);
	return 0;
}
static int zone_offsets(void)
{
	static const struct { const char *text; long offset; } good[] = {
		{"+0100", 3600}, {"+01:00", 3600}, {"-0530", -19800}, {"-05:30", -19800}, {"+01", 3600}, {"Z", 0}, {" +0200", 7200}};
	static const char *bad[] = {"", "0100", "+1", "+010", "+0160", "+01:6", "UTC"};
	for (unsigned i = 0; i < sizeof good / sizeof *good; i++) {
		struct tm tm = {.tm_gmtoff = 5};
		const char *rest = strptime(good[i].text, "%z", &tm);
		EXPECT(rest && !*rest && tm.tm_gmtoff == good[i].offset);
	}
	for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) EXPECT(!strptime(bad[i], "%z", &(struct tm){0}));
	return 0;
}
static int modifiers(void)
{
	struct tm tm = {0};
	const char *rest = strptime("26 05 03 07 09", "%Ey %Od %OH %OM %OS", &tm);
	EXPECT(rest && !*rest && tm.tm_year == 126 && tm.tm_mday == 5 && tm.tm_hour == 3 && tm.tm_sec == 9);
	rest = strptime("5 3 pm", "%-d %_I %P", &tm);
	EXPECT(rest && !*rest && tm.tm_mday == 5 && tm.tm_hour == 15);
	rest = strptime(" 5|  7", "%e|%k", &tm);
	EXPECT(rest && !*rest && tm.tm_mday == 5 && tm.tm_hour == 7);
	rest = strptime("12 PM", "%l %p", &tm);
	EXPECT(rest && !*rest && tm.tm_hour == 12);
	return 0;
}

static int ordinary(void)
{
	struct tm tm = {0};
	setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
	tzset();
	const char *rest = strptime("2026-07-01 10:20:30 EDT!", "%Y-%m-%d %H:%M:%S %Z", &tm);
	EXPECT(rest && !strcmp(rest, "!") && tm.tm_isdst == 1 && tm.tm_year == 126 && tm.tm_sec == 30);
	rest = strptime("EST", "%Z", &tm);
	EXPECT(rest && !*rest && tm.tm_isdst == 0);
	return 0;
}

CASES({"ordinary", "strptime reads dates and zone names", ordinary},
      {"before-tzset", "strptime accepts %Z before the time zone is initialized", before_tzset},
      {"other-name", "strptime reads an unknown zone name up to its last letter", other_name},
      {"seconds", "strptime reads %s", seconds},
      {"dependent-members", "strptime computes the members of struct tm that depend on the date", dependent_members},
      {"zone-offsets", "strptime reads each form of %z", zone_offsets},
      {"modifiers", "strptime supports %E, %O, flags, %k, %l and %P", modifiers})
