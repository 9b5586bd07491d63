/* SPDX-License-Identifier: MIT */
// Tests macros of public headers that had wrong values in musl.
#define _GNU_SOURCE
#include "cases.h"

#include <sched.h>

static int cpu_isset(void)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	for (int i = 0; i < CPU_SETSIZE; i += 3) CPU_SET(i, &set);
	for (int i = 0; i < CPU_SETSIZE; i++) {
		int is_set = CPU_ISSET(i, &set), is_set_by_size = CPU_ISSET_S(i, sizeof set, &set);
		EXPECT(is_set == (i % 3 == 0));
		EXPECT(is_set_by_size == (i % 3 == 0));
	}
	int outside = CPU_ISSET(CPU_SETSIZE, &set);
	EXPECT(outside == 0);
	return 0;
}

static int ordinary(void)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(40, &set);
	EXPECT(CPU_COUNT(&set) == 1);
	EXPECT(CPU_ISSET(40, &set));
	CPU_CLR(40, &set);
	EXPECT(!CPU_ISSET(40, &set));
	return 0;
}

CASES({"cpu-isset", "the result of CPU_ISSET fits in an int for every processor", cpu_isset},
      {"ordinary", "CPU_SET, CPU_CLR and CPU_COUNT change and count processors", ordinary})
