/* SPDX-License-Identifier: MIT */
/* Passes a null pointer to the function that the argument names. This is the first call of the allocator. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
	const char *first = count > 1 ? arguments[1] : "";
	if (!strcmp(first, "free")) free(NULL);
	if (!strcmp(first, "realloc")) free(realloc(NULL, 10));
	if (!strcmp(first, "malloc_usable_size") && malloc_usable_size(NULL) != 0) return 1;
	char *const block = malloc(10);
	if (!block) return 2;
	memset(block, 1, 10);
	free(block);
	free(NULL);
	return 0;
}
