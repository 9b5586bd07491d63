/* SPDX-License-Identifier: MIT
 * A program that defines memcpy and memset as IFUNC symbols. These definitions replace those of the libc. The program
 * must start: before the resolvers have run, the startup code of the libc must not call memcpy or memset. */
#include "expect.h"

#include <stddef.h>
#include <string.h>

static __thread char image[300] = "thread-local data";
static int copies, fills;

static void *copy(void *restrict to, const void *restrict from, size_t size)
{
	volatile char *out = to;
	const char *in = from;
	++copies;
	while (size-- > 0) *out++ = *in++;
	return to;
}

static void *fill(void *to, int byte, size_t size)
{
	volatile char *out = to;
	++fills;
	while (size-- > 0) *out++ = (char)byte;
	return to;
}

static void *(*choose_copy(void))(void *restrict, const void *restrict, size_t) { return copy; }
static void *(*choose_fill(void))(void *, int, size_t) { return fill; }

void *memcpy(void *restrict, const void *restrict, size_t) __attribute__((ifunc("choose_copy")));
void *memset(void *, int, size_t) __attribute__((ifunc("choose_fill")));

int main(void)
{
	void *(*volatile call_copy)(void *restrict, const void *restrict, size_t) = memcpy;
	void *(*volatile call_fill)(void *, int, size_t) = memset;
	char bytes[20];
	int copies_before = copies, fills_before = fills;
	EXPECT(!strcmp(image, "thread-local data"));
	call_fill(bytes, 0, sizeof bytes);
	call_copy(bytes, image, 18);
	EXPECT(!strcmp(bytes, "thread-local data"));
	EXPECT(copies == copies_before + 1 && fills == fills_before + 1);
	return failures;
}
