/* SPDX-License-Identifier: MIT */
// Tests that aligned_alloc rejects invalid alignments, and keeps the heap intact for all others. Stock musl accepts 0,
// and overwrites other memory if the alignment is 2 GiB or more.
#include "cases.h"
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

// Allocates aligned memory next to another block, and writes to it. Returns 0 if alignment and size are right and the
// other block did not change. aligned_alloc may also fail with ENOMEM.
static int check(size_t alignment, size_t size)
{
	unsigned char *neighbour = malloc(100);
	memset(neighbour, 7, 100);
	errno = 0;
	unsigned char *memory = aligned_alloc(alignment, size);
	if (!memory) {
		EXPECT(errno == ENOMEM);
	} else {
		EXPECT((uintptr_t)memory % alignment == 0 && malloc_usable_size(memory) >= size);
		memset(memory, 9, size);
	}
	for (int i = 0; i < 100; i++) EXPECT(neighbour[i] == 7);
	free(memory);
	free(neighbour);
	return 0;
}

static int extreme(void)
{
	void *room = malloc((size_t)9 << 30);
	if (!room) CANNOT("malloc cannot reserve the 9 GiB of addresses that these alignments need; see RLIMIT_AS and vm.overcommit_memory");
	free(room);
	for (int bits = 31; bits < 63; bits++)
		for (size_t size = 0; size < 20000; size += 4999)
			if (check((size_t)1 << bits, size)) return 1;
	return 0;
}

static int zero(void)
{
	volatile size_t none = 0;
	EXPECT(!aligned_alloc(none, 100) && errno == EINVAL);
	return 0;
}

static int ordinary(void)
{
	void *memory;
	volatile size_t none = 0;
	for (int bits = 0; bits <= 30; bits++)
		for (size_t size = 0; size < 200000; size += 1 + size * 2)
			if (check((size_t)1 << bits, size)) return 1;
	EXPECT((memory = aligned_alloc((size_t)1 << 28, 100)));
	EXPECT((memory = realloc(memory, 200000)));
	free(memory);
	EXPECT(posix_memalign(&memory, 64, 1000) == 0 && (uintptr_t)memory % 64 == 0);
	free(memory);
	EXPECT(!aligned_alloc(24, 100) && errno == EINVAL);
	EXPECT((memory = memalign(none, 100)));
	free(memory);
	return 0;
}

CASES({"ordinary", "aligned_alloc, posix_memalign and realloc return usable memory", ordinary},
      {"extreme", "aligned_alloc keeps the heap intact for alignments of 2 GiB and more", extreme},
      {"zero", "aligned_alloc rejects an alignment of 0", zero})
