/* SPDX-License-Identifier: MIT */
/* build: static (uses internals of musl) */
// Tests qsort for CVE-2026-40200. With 64-bit words, the bug needs more elements than fit in memory. With 32-bit words,
// about eleven million are enough. So this program compiles the source of qsort with 32-bit words.
#define _GNU_SOURCE
#include "cases.h"
#include <stdint.h>
#include <stdlib.h>

#define weak_alias(from, to)
#define size_t uint32_t
#define __qsort_r narrow_qsort
#include SOURCE /* musl's qsort.c */
#undef size_t

static int compare(const void *a, const void *b, void *context)
{
	(void)context;
	return memcmp(a, b, 1);
}

// qsort is smoothsort: it splits the array into heaps, whose sizes are Leonardo numbers. A bit set of two words has one bit
// for each size in use. This array becomes the 33rd heap and the first heap, which holds only the smallest element. When
// this element is sifted, the bit of the other heap is bit 32, the lowest bit of the high word.
static int two_heaps(void)
{
	enum { count = 11405773 + 1 }; // the 33rd Leonardo number, and one
	unsigned char *elements = malloc(count);
	EXPECT(elements);
	for (int i = 0; i < count - 1; i++) elements[i] = 1 + i * 200L / count;
	elements[count - 1] = 0;
	narrow_qsort(elements, count, 1, compare, 0);
	EXPECT(elements[0] == 0);
	for (int i = 1; i < count; i++) EXPECT(elements[i - 1] <= elements[i]);
	return 0;
}

static unsigned long seed = 1;
static unsigned random_number(void)
{
	seed = seed * 6364136223846793005 + 1442695040888963407;
	return seed >> 33;
}

struct element {
	unsigned key;
	unsigned char rest[];
};
static int by_key(const void *a, const void *b)
{
	const struct element *x = a, *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

// Sorts elements of several sizes. The bytes of each element after its key must stay with the key.
static int ordinary(void)
{
	static const int widths[] = {4, 8, 12, 256, 260, 600};
	static unsigned char room[600 * 700];
	for (int w = 0; w < 6; w++)
		for (int count = 0; count <= 700; count += 1 + count / 20)
			for (int pattern = 0; pattern < 5; pattern++) {
				int width = widths[w];
				unsigned sum = 0, after = 0;
				for (int i = 0; i < count; i++) {
					struct element *e = (void *)(room + i * width);
					e->key = pattern == 0   ? random_number()
						 : pattern == 1 ? i
						 : pattern == 2 ? count - i
						 : pattern == 3 ? random_number() % 3
								: (i % 7) * count - i;
					for (int k = 4; k < width; k++) ((unsigned char *)e)[k] = e->key * 31 + k;
					sum += e->key * e->key + e->key;
				}
				qsort(room, count, width, by_key);
				for (int i = 0; i < count; i++) {
					struct element *e = (void *)(room + i * width);
					EXPECT(!i || by_key(e, room + (i - 1) * width) >= 0);
					for (int k = 4; k < width; k++)
						EXPECT(((unsigned char *)e)[k] == (unsigned char)(e->key * 31 + k));
					after += e->key * e->key + e->key;
				}
				EXPECT(sum == after);
			}
	return 0;
}

CASES({"ordinary", "qsort sorts elements of several sizes and keeps their contents", ordinary},
      {"two-heaps", "qsort finds the next heap if its bit is the lowest one of the high word (CVE-2026-40200)", two_heaps})
