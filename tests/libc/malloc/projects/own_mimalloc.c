/* SPDX-License-Identifier: MIT */
/* A program that defines functions with the names of mimalloc's, and uses the libc's malloc. */
#include <stdlib.h>
#include <string.h>

static char memory[1000];
static int frees;
void *mi_malloc(size_t size)
{
	return size <= sizeof memory ? memory : 0;
}
void mi_free(void *block)
{
	if (block != memory) abort();
	frees++;
}
void *mi_realloc(void *block, size_t size)
{
	abort();
}
void *_mi_theap_default_safe(void)
{
	abort();
}
int _mi_process_is_initialized = 77;

int main(void)
{
	char *volatile block = malloc(100);
	memset(block, 1, 100);
	block = realloc(block, 100000);
	mi_free(mi_malloc(5));
	free(block);
	return _mi_process_is_initialized == 77 && frees == 1 ? 0 : 1;
}
