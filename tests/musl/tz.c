/* SPDX-License-Identifier: MIT */
// Tests time zone rules in TZ and in zoneinfo files.
#define _GNU_SOURCE
#include "cases.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}
// Returns whether localtime of `t` is `local`, such as "2026-01-01 00:00:00 EST -0500", and mktime of that is `t`.
static int is(time_t t, const char *local)
{
	char text[64];
	struct tm tm, back;
	if (!localtime_r(&t, &tm)) return 0;
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z %z", &tm);
	back = tm;
	if (strcmp(text, local)) return fprintf(stderr, "TZ=%s: localtime of %lld is %s, expected %s\n", getenv("TZ"), (long long)t, text, local), 0;
	if (mktime(&back) != t) return fprintf(stderr, "TZ=%s: mktime of %s is %lld, expected %lld\n", getenv("TZ"), text, (long long)mktime(&back), (long long)t), 0;
	back = tm;
	back.tm_isdst = -1;
	struct tm again = {0};
	time_t other = mktime(&back);
	localtime_r(&other, &again);
	// Without tm_isdst, mktime may return either time of an hour that occurs twice.
	return again.tm_hour == tm.tm_hour && again.tm_mday == tm.tm_mday && again.tm_min == tm.tm_min;
}

static int default_rules(void)
{
	// The last two have incomplete rules.
	static const char *zones[] = {"EST5EDT", "EST5EDT4", "EST+5EDT", "<EST>5<EDT>", "EST5EDT,", "EST5EDT,M3.2.0"};
	for (unsigned i = 0; i < sizeof zones / sizeof *zones; i++) {
		set_zone(zones[i]);
		EXPECT(is(0, "1969-12-31 19:00:00 EST -0500"));
		EXPECT(is(1767243600, "2026-01-01 00:00:00 EST -0500"));
		EXPECT(is(1772953199, "2026-03-08 01:59:59 EST -0500"));
		EXPECT(is(1772953200, "2026-03-08 03:00:00 EDT -0400"));
		EXPECT(is(1782878400, "2026-07-01 00:00:00 EDT -0400"));
		EXPECT(is(1793512799, "2026-11-01 01:59:59 EDT -0400"));
		EXPECT(is(1793512800, "2026-11-01 01:00:00 EST -0500"));
		EXPECT(timezone == 5 * 3600 && daylight);
	}
	return 0;
}

static int year_boundary(void)
{
	// Daylight saving time begins at the start of the local year, which is still the old year in UTC.
	set_zone("XXX-10YYY,J1/0,J183/0");
	EXPECT(is(1767189599, "2025-12-31 23:59:59 XXX +1000"));
	EXPECT(is(1767189600, "2026-01-01 01:00:00 YYY +1100"));
	EXPECT(is(1767225600, "2026-01-01 11:00:00 YYY +1100"));
	// Daylight saving time begins late on 31 December, which is already the new year in UTC.
	set_zone("AAA3BBB,J365/23,J31");
	EXPECT(is(1767232799, "2025-12-31 22:59:59 AAA -0300"));
	EXPECT(is(1767232800, "2026-01-01 00:00:00 BBB -0200"));
	EXPECT(is(1767232800 - 86400 * 200, "2025-06-14 23:00:00 AAA -0300"));
	// Daylight saving time is in effect throughout the year.
	set_zone("EST5EDT,0/0,J365/25");
	for (int days = -40; days < 40; days++) {
		time_t t = 1767243600 + days * 43200 + 1800;
		struct tm tm;
		localtime_r(&t, &tm);
		EXPECT(tm.tm_isdst == 1 && tm.tm_gmtoff == -4 * 3600);
		tm.tm_isdst = -1;
		EXPECT(mktime(&tm) == t);
	}
	return 0;
}

static int before_1970(void)
{
	// The first Saturday of April 1960 is the 2nd, and of October the 1st.
	set_zone("EST5EDT,M4.1.6,M10.1.6");
	EXPECT(is(-307645200 - 1, "1960-04-02 01:59:59 EST -0500"));
	EXPECT(is(-307645200, "1960-04-02 03:00:00 EDT -0400"));
	EXPECT(is(-291924000 - 3600 - 1, "1960-10-01 00:59:59 EDT -0400"));
	EXPECT(is(-291924000, "1960-10-01 01:00:00 EST -0500"));
	return 0;
}

// Writes a zoneinfo file with `n` transitions. The types are LMT (1 hour behind UTC), STD (2 hours ahead) and DST (3 hours
// ahead). Type 0, LMT, is in effect before the transitions, which lead to the other types in turn.
static const char *file(int version, int n, const int64_t *times, int types, const char *footer)
{
	static char path[] = "/tmp/nacre-tz-XXXXXX";
	static const int offsets[] = {-3600, 7200, 10800};
	unsigned char out[512], *p = out;
	for (int part = 0; part < (version == 1 ? 1 : 2); part++) {
		int wide = part || version == 1, size = part ? 8 : 4;
		memcpy(p, "TZif", 4), p[4] = version == 1 ? 0 : '0' + version, memset(p + 5, 0, 39);
		p[35] = wide ? n : 0, p[39] = wide ? types : 1, p[43] = 12;
		p += 44;
		for (int i = 0; wide && i < n; i++)
			for (int byte = size - 1; byte >= 0; byte--) *p++ = (uint64_t)times[i] >> 8 * byte;
		for (int i = 0; wide && i < n; i++) *p++ = types == 1 ? 0 : 1 + i % (types - 1);
		for (int i = 0; i < (wide ? types : 1); i++) {
			for (int byte = 3; byte >= 0; byte--) *p++ = offsets[i] >> 8 * byte;
			*p++ = i == 2, *p++ = 4 * i;
		}
		memcpy(p, "LMT\0STD\0DST", 12), p += 12;
	}
	if (version > 1) p += sprintf((char *)p, "\n%s\n", footer);
	strcpy(path, "/tmp/nacre-tz-XXXXXX");
	int fd = mkstemp(path);
	if (fd < 0 || write(fd, out, p - out) != p - out) perror(path), exit(2);
	close(fd);
	return path;
}

static int without_footer(void)
{
	static const int64_t times[] = {100000, 200000, 300000};
	for (int version = 1; version < 5; version++) {
		const char *path = file(version, 3, times, 3, "");
		set_zone(path);
		int good = is(99999, "1970-01-02 02:46:39 LMT -0100") && is(100000, "1970-01-02 05:46:40 STD +0200") &&
			   is(200000, "1970-01-03 10:33:20 DST +0300") && is(300000, "1970-01-04 13:20:00 STD +0200") &&
			   is(15552000, "1970-06-30 02:00:00 STD +0200");
		unlink(path);
		EXPECT(good);
	}
	return 0;
}
static int one_transition(void)
{
	static const int64_t times[] = {100000};
	for (int version = 2; version < 5; version++) {
		const char *path = file(version, 1, times, 3, "STD-2DST,J100,J300");
		set_zone(path);
		int good = is(99999, "1970-01-02 02:46:39 LMT -0100") && is(100000, "1970-01-02 05:46:40 STD +0200") &&
			   is(15552000, "1970-06-30 03:00:00 DST +0300");
		unlink(path);
		EXPECT(good);
	}
	return 0;
}
static int footer_only(void)
{
	const char *path = file(2, 0, 0, 1, "STD-2DST,J100,J300");
	set_zone(path);
	int good = is(100000, "1970-01-02 05:46:40 STD +0200") && is(15552000, "1970-06-30 03:00:00 DST +0300");
	unlink(path);
	EXPECT(good);
	return 0;
}

static int ordinary(void)
{
	static const int64_t times[] = {100000, 200000, 300000};
	set_zone("");
	EXPECT(is(0, "1970-01-01 00:00:00 UTC +0000"));
	set_zone("UTC0");
	EXPECT(is(0, "1970-01-01 00:00:00 UTC +0000"));
	set_zone("<+03>-3");
	EXPECT(is(0, "1970-01-01 03:00:00 +03 +0300"));
	set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
	EXPECT(is(1774745999, "2026-03-29 01:59:59 CET +0100") && is(1774746000, "2026-03-29 03:00:00 CEST +0200"));
	set_zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
	EXPECT(is(1767225600, "2026-01-01 11:00:00 AEDT +1100") && is(1782878400, "2026-07-01 14:00:00 AEST +1000"));
	set_zone("IST-2IDT,M3.4.4/26,M10.5.0");
	EXPECT(is(1774569599, "2026-03-27 01:59:59 IST +0200") && is(1774569600, "2026-03-27 03:00:00 IDT +0300"));
	set_zone("XXX3:30:15YYY2:10:05,60/2:30:15,J300");
	EXPECT(is(1767225600, "2025-12-31 20:29:45 XXX -0330") && is(1780272000, "2026-05-31 21:49:55 YYY -0210"));
	const char *path = file(2, 3, times, 3, "STD-2DST,J100,J300");
	set_zone(path);
	int good = is(0, "1969-12-31 23:00:00 LMT -0100") && is(250000, "1970-01-04 00:26:40 DST +0300") &&
		   is(15552000, "1970-06-30 03:00:00 DST +0300");
	unlink(path);
	EXPECT(good);
	set_zone("/nowhere/at/all");
	EXPECT(is(0, "1970-01-01 00:00:00 UTC +0000"));
	return 0;
}

CASES({"default-rules", "TZ without rules has the daylight saving time of the United States, not one that lasts all year", default_rules},
      {"year-boundary", "local times are right if daylight saving time begins or ends close to the start of the year", year_boundary},
      {"before-1970", "a rule by weekdays gives the right week before 1970", before_1970},
      {"without-footer", "a zoneinfo file without a footer keeps its last offset", without_footer},
      {"one-transition", "a zoneinfo file with one transition has type 0 before it", one_transition},
      {"footer-only", "a zoneinfo file without transitions follows its footer", footer_only},
      {"ordinary", "TZ rules and zoneinfo files give the local time", ordinary})
