/* SPDX-License-Identifier: MIT */
/* An allocator that never reuses memory. It counts calls, and its free ends the program if a block is not its own. It
 * has malloc and free, and with OWN_ALL also calloc, realloc and aligned_alloc. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Alignas(4096) char own_memory[8 << 20];
static size_t own_used;
int own_mallocs, own_frees;

static int is_own(const void *block)
{
	return (const char *)block >= own_memory && (const char *)block < own_memory + sizeof own_memory;
}
/* All bytes of a block are 0xee. The size is in front of the block. */
static void *own_allocate(size_t alignment, size_t size)
{
	const size_t start = (own_used + 16 + alignment - 1) / alignment * alignment;
	if (size > sizeof own_memory - start) {
		errno = ENOMEM;
		return 0;
	}
	own_used = (start + size + 15) / 16 * 16;
	memcpy(own_memory + start - sizeof size, &size, sizeof size);
	__atomic_add_fetch(&own_mallocs, 1, __ATOMIC_RELAXED);
	return memset(own_memory + start, 0xee, size);
}
void *malloc(size_t size)
{
	return own_allocate(16, size);
}
void free(void *block)
{
	if (!block) return;
	if (!is_own(block)) _exit(99);
	__atomic_add_fetch(&own_frees, 1, __ATOMIC_RELAXED);
}
#ifdef OWN_ALL
void *calloc(size_t count, size_t size)
{
	void *block = malloc(count * size);
	return block ? memset(block, 0, count * size) : 0;
}
void *realloc(void *old, size_t size)
{
	size_t before = 0;
	void *block = malloc(size);
	if (old && !is_own(old)) _exit(98);
	if (old) memcpy(&before, (char *)old - sizeof before, sizeof before);
	if (block && old) memcpy(block, old, before < size ? before : size);
	return block;
}
void *aligned_alloc(size_t alignment, size_t size)
{
	return own_allocate(alignment < 16 ? 16 : alignment, size);
}
#endif
