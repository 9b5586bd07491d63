/* SPDX-License-Identifier: MIT */
// An ISO C program may define its own functions munmap, mprotect and madvise. Tests that malloc and free do not call them,
// although malloc and free change memory mappings for large blocks.
#include "cases.h"

#include <stdlib.h>

static int called;
int munmap(void *memory, size_t size) { (void)memory, (void)size; return called = -1; }
int mprotect(void *memory, size_t size, int how) { (void)memory, (void)size, (void)how; return called = -1; }
int madvise(void *memory, size_t size, int how) { (void)memory, (void)size, (void)how; return called = -1; }

static int use(size_t size)
{
	for (int i = 0; i < 100; i++) {
		char *volatile block = malloc(size);
		EXPECT(block);
		memset(block, 1, size);
		free(block);
	}
	return 0;
}

static int large(void)
{
	if (use(4 << 20) || use(300000)) return 1;
	EXPECT(!called);
	return 0;
}

static int ordinary(void) { return use(100); }

CASES({"ordinary", "malloc and free work", ordinary},
      {"large", "malloc and free do not call functions of the program", large})
