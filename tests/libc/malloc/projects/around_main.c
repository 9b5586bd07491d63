/* SPDX-License-Identifier: MIT */
/* Allocates before, in and after main. Prints "ok" if all blocks kept their content. The argument says how the program
 * ends:
 *   return        main returns
 *   main-first    the main thread ends by pthread_exit, and later the last thread ends
 *   main-last     the main thread ends by pthread_exit as the last thread */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *before_main;
static volatile int bad;

static char *filled(size_t size)
{
	char *const block = malloc(size);
	if (!block) _exit(70);
	return memset(block, (int)(size % 127), size);
}
static void check_and_free(char *block, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (block[i] != (char)(size % 127)) bad = 1;
	free(block);
}
/* Allocates blocks of many sizes, and then checks and frees them. */
static void use(void)
{
	char *blocks[100];
	size_t size = 1;
	for (int i = 0; i < 100; i++, size += size / 8 + 1) blocks[i] = filled(size);
	size = 1;
	for (int i = 0; i < 100; i++, size += size / 8 + 1) check_and_free(blocks[i], size);
}

__attribute__((constructor)) static void construct(void)
{
	use();
	before_main = filled(1000);
}
__attribute__((destructor)) static void destroy(void)
{
	use();
	check_and_free(before_main, 1000);
	if (!bad) write(1, "ok\n", 3);
}
static void at_exit(void)
{
	use();
	before_main = realloc(before_main, 100000);
	before_main = realloc(before_main, 1000);
}

static void *end_first(void *unused)
{
	use();
	return unused;
}
static void *end_last(void *main_thread)
{
	pthread_join(*(pthread_t *)main_thread, 0);
	for (int i = 0; i < 100; i++) use();
	pthread_t other;
	if (pthread_create(&other, 0, end_first, 0) || pthread_join(other, 0)) _exit(71);
	return 0;
}

int main(int count, char **arguments)
{
	static pthread_t self, thread;
	const char *const way = count > 1 ? arguments[1] : "return";
	self = pthread_self();
	atexit(at_exit);
	use();
	if (!strcmp(way, "main-first")) {
		if (pthread_create(&thread, 0, end_last, &self)) return 72;
		pthread_exit(0);
	}
	if (!strcmp(way, "main-last")) {
		if (pthread_create(&thread, 0, end_first, 0) || pthread_join(thread, 0)) return 73;
		pthread_exit(0);
	}
	return 0;
}
