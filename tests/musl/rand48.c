/* SPDX-License-Identifier: MIT */
// Tests that srand48 and seed48 restore the multiplier and the addend that lcong48 has changed.
#define _GNU_SOURCE
#include "cases.h"
#include <stdlib.h>

static unsigned short other[7] = {1, 2, 3, 4, 5, 6, 7}, start[3] = {1, 2, 3};

static int by_srand48(void)
{
	srand48(5);
	const long first = lrand48(), second = mrand48();
	lcong48(other);
	srand48(5);
	EXPECT(lrand48() == first && mrand48() == second);
	return 0;
}

static int by_seed48(void)
{
	unsigned short own[3] = {1, 2, 3};
	const long first = nrand48(own);
	seed48(start);
	EXPECT(lrand48() == first);
	lcong48(other);
	seed48(start);
	EXPECT(lrand48() == first);
	return 0;
}

static int ordinary(void)
{
	srand48(0);
	EXPECT(lrand48() == 366850414 && lrand48() == 1610402240);
	lcong48(other);
	const long first = lrand48();
	const unsigned short *before = seed48(start);
	EXPECT(before[0] != 1 || before[1] != 2 || before[2] != 3);
	lcong48(other);
	EXPECT(lrand48() == first);
	return 0;
}

CASES({"by-srand48", "srand48 restores the standard multiplier and addend", by_srand48},
      {"by-seed48", "seed48 restores the standard multiplier and addend", by_seed48},
      {"ordinary", "srand48 and lcong48 start known sequences", ordinary})
