/* SPDX-License-Identifier: MIT */
// Tests that threads can query the locale with setlocale at the same time.
#include "cases.h"

#include <locale.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * A thread may still read the returned string, so a later query must not write to it, not even equal bytes. The page of
 * the string is read-only during the second query, so a write crashes.
 */
static int threads(void)
{
	EXPECT(setlocale(LC_CTYPE, "C.UTF-8") && setlocale(LC_TIME, "C"));
	char *names = setlocale(LC_ALL, NULL);
	EXPECT(strchr(names, ';'));
	long size = sysconf(_SC_PAGESIZE);
	char *page = (char *)((uintptr_t)names & -size);
	EXPECT(mprotect(page, size, PROT_READ) == 0);
	char *again = setlocale(LC_ALL, NULL);
	EXPECT(mprotect(page, size, PROT_READ | PROT_WRITE) == 0);
	EXPECT(again == names);
	return 0;
}

static int ordinary(void)
{
	char mixed[256];
	EXPECT(setlocale(LC_ALL, "C") && !strcmp(setlocale(LC_ALL, NULL), "C"));
	EXPECT(setlocale(LC_CTYPE, "C.UTF-8"));
	strcpy(mixed, setlocale(LC_ALL, NULL));
	EXPECT(setlocale(LC_ALL, "C") && setlocale(LC_ALL, mixed));
	EXPECT(!strcmp(setlocale(LC_ALL, NULL), mixed));
	EXPECT(!strcmp(setlocale(LC_CTYPE, NULL), "C.UTF-8"));
	return 0;
}

CASES({"ordinary", "setlocale returns the names of all categories", ordinary},
      {"threads", "threads can query the locale at the same time", threads})
