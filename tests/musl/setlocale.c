/* SPDX-License-Identifier: MIT */
// setlocale as a question, asked by several threads.
#include "cases.h"

#include <locale.h>
#include <pthread.h>

static char expected[256];
static volatile int wrong;

static void *ask(void *unused)
{
	(void)unused;
	for (int i = 0; i < 2000000 && !wrong; i++)
		if (strcmp(setlocale(LC_ALL, NULL), expected)) wrong = 1;
	return 0;
}

static int threads(void)
{
	pthread_t all[3];
	EXPECT(setlocale(LC_CTYPE, "C.UTF-8") && setlocale(LC_TIME, "C"));
	strcpy(expected, setlocale(LC_ALL, NULL));
	EXPECT(strchr(expected, ';'));
	for (int i = 0; i < 3; i++) EXPECT(pthread_create(&all[i], 0, ask, 0) == 0);
	for (int i = 0; i < 3; i++) EXPECT(pthread_join(all[i], 0) == 0);
	EXPECT(!wrong);
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
      {"threads", "threads that ask for the locale do not disturb one another", threads})
