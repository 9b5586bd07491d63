/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "cases.h"
#include <stdlib.h>
#include <time.h>

// Nothing has looked at the time zone yet: there is no name to compare with.
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

CASES({"ordinary", "behaves as musl does elsewhere", ordinary},
      {"before-tzset", "strptime accepts %Z before the time zone is initialized", before_tzset},
      {"other-name", "strptime reads an unknown zone name up to its last letter", other_name})
