/* SPDX-License-Identifier: MIT */
/* A program with an allocator of its own (PROGRAM_HAS_ALLOCATOR), or with that of a library. The blocks of the libc's
 * functions must come from this allocator, because the program frees them. Exits with 0, or with the number of
 * the check that failed. */
#define _GNU_SOURCE
#ifdef PROGRAM_HAS_ALLOCATOR
#include "own_allocator.h"
#else
extern int own_mallocs, own_frees;
#endif
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void *allocate_in_thread(void *text)
{
	return strdup(text);
}

/* Evaluates `expression`, which sets `text`. It must have used the program's malloc. */
#define CHECK(number, expression) \
	do { \
		const int before = own_mallocs; \
		char *text = 0; \
		expression; \
		if (!text || own_mallocs == before) return number; \
		free(text); \
	} while (0)

int main(int count, char **arguments)
{
	const int has_all = count > 1 && !strcmp(arguments[1], "all");
	size_t length = 0;
	CHECK(1, text = malloc(10));
	CHECK(2, text = strdup("text"));
	CHECK(3, if (asprintf(&text, "%d", 7) != 1) return 30);
	FILE *input = fmemopen("one\ntwo\n", 8, "r");
	if (input == NULL) return 31;
	length = 0;
	if (has_all) CHECK(4, if (getline(&text, &length, input) != 4) return 32);
	fclose(input);
	CHECK(5, text = calloc(10, 10); for (int i = 0; i < 100; i++) if (text[i]) return 33);
	CHECK(6, text = getcwd(0, 0));
	errno = 0;
	if (calloc((size_t)-1 / 2, 3) || errno != ENOMEM) return 7;
	if (has_all) {
		CHECK(8, text = realloc(0, 10));
		CHECK(9, text = realloc(strdup("text"), 1000); if (strcmp(text, "text")) return 34);
		CHECK(10, text = aligned_alloc(4096, 100); if ((size_t)text % 4096) return 35);
		CHECK(11, text = memalign(64, 100));
		CHECK(12, if (posix_memalign((void **)&text, 64, 100)) return 36);
	} else {
		/* The program could not free a block of the libc. */
		void *block = &length;
		errno = 0;
		if (aligned_alloc(64, 100) || errno != ENOMEM) return 13;
		errno = 0;
		if (memalign(64, 100) || errno != ENOMEM) return 14;
		if (posix_memalign(&block, 64, 100) != ENOMEM) return 15;
		errno = 0;
		if (aligned_alloc(3, 100) || errno != EINVAL) return 16;
	}
	pthread_t thread;
	void *copy = 0;
	if (pthread_create(&thread, 0, allocate_in_thread, "text") || pthread_join(thread, &copy)) return 17;
	free(copy);
	const pid_t child = fork();
	if (!child) {
		free(strdup("text"));
		_exit(0);
	}
	int status = 1;
	waitpid(child, &status, 0);
	if (status) return 18;
	return own_frees < 7 ? 19 : 0;
}
