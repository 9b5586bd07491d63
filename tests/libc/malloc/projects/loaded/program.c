/* SPDX-License-Identifier: MIT */
/* program LIBRARY: uses blocks of a library that it loads and closes. The thread-local array is so large that the loader
 * allocates memory and then moves the main thread to another thread structure. Exits with 0, or with the number of
 * the check that failed. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static _Thread_local char large[5000] = "large";
static const size_t sizes[] = {1, 100, 5000, 100000, 5000000};
enum { SIZES = sizeof sizes / sizeof *sizes };

static int is_filled(const char *block, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (block[i] != 'b') return 0;
	return 1;
}

/* Each failed call allocates a message, which musl frees at the end of the thread. */
static void *fail_in_thread(void *unused)
{
	char name[100] = "./absent-";
	for (int i = 0; i < 20; i++) {
		memset(name + 9, 'a', i + 1);
		if (dlopen(name, RTLD_NOW)) return 0;
		const char *const message = dlerror();
		if (!message || !strstr(message, name)) return 0;
		if (i % 2) dlsym(RTLD_DEFAULT, name); /* the message is not read */
	}
	return strcmp(large, "large") ? 0 : "good";
}

static char *(*allocate)(size_t);
static void *allocate_in_thread(void *block)
{
	*(char **)block = allocate(5000);
	return 0;
}

int main(int count, char **arguments)
{
	char *blocks[SIZES], *early = malloc(100);
	if (strcmp(large, "large") || !early) return 1;
	for (int round = 0; round < 3; round++) {
		void *const library = dlopen(arguments[1], RTLD_NOW);
		if (!library) return 2;
		*(void **)&allocate = dlsym(library, "allocate");
		char *(*const of_constructor)(void) = (char *(*)(void))dlsym(library, "take_of_constructor");
		int (*const local_is_good)(void) = (int (*)(void))dlsym(library, "local_is_good");
		if (!allocate || !of_constructor || !local_is_good || !local_is_good()) return 3;
		for (int i = 0; i < SIZES; i++) blocks[i] = allocate(sizes[i]);
		if (round == 0) {
			if (strcmp(of_constructor(), "constructor")) return 4;
			free(of_constructor());
		}
		pthread_t thread;
		char *of_thread = 0;
		if (pthread_create(&thread, 0, allocate_in_thread, &of_thread) || pthread_join(thread, 0)) return 5;
		if (dlclose(library)) return 6;
		for (int i = 0; i < SIZES; i++) {
			if (!blocks[i] || !is_filled(blocks[i], sizes[i])) return 7;
			free(blocks[i]);
		}
		if (!is_filled(of_thread, 5000)) return 8;
		free(of_thread);
	}
	for (int i = 0; i < 50; i++) {
		pthread_t threads[4];
		for (int t = 0; t < 4; t++)
			if (pthread_create(threads + t, 0, fail_in_thread, 0)) return 9;
		for (int t = 0; t < 4; t++) {
			void *good = 0;
			if (pthread_join(threads[t], &good) || !good) return 10;
		}
	}
	if (!fail_in_thread(0)) return 11;
	const pid_t child = fork();
	if (!child) _exit(!fail_in_thread(0) || !dlopen(arguments[1], RTLD_NOW));
	int status = 1;
	waitpid(child, &status, 0);
	free(early);
	return status ? 12 : 0;
}
