/* SPDX-License-Identifier: MIT */
/* A library that allocates, also in its constructor and for thread-local variables. */
#include <stdlib.h>
#include <string.h>

static _Thread_local char local[3000] = "local";
static char *of_constructor;

__attribute__((constructor)) static void construct(void)
{
	of_constructor = strdup("constructor");
}
char *allocate(size_t size)
{
	local[2999]++;
	char *const block = malloc(size);
	return block ? memset(block, 'b', size) : 0;
}
char *take_of_constructor(void)
{
	return of_constructor;
}
int local_is_good(void)
{
	return !strcmp(local, "local");
}
