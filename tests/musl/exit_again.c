/* SPDX-License-Identifier: MIT */
// Tests calls of exit while exit runs: from the functions that exit calls, and in children that are forked while exit runs.
// In stock musl, these calls crash or never return.
#define _GNU_SOURCE
#include "cases.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char *order;  // shared with the child; each function appends its letter
static int used;

static void note(char what) { order[used++] = what; }

static void first(void) { note('1'); }
static void second(void) { note('2'); }
static void exits_with_3(void)
{
	note('e');
	exit(3);
}
static void exits_with_4(void)
{
	note('f');
	exit(4);
}

static int mode;  // what first_destructor does in the child
enum { DESTRUCTOR_RETURNS, DESTRUCTOR_EXITS };

// The destructor with the lower priority number runs last.
__attribute__((destructor(101))) static void last_destructor(void)
{
	if (order) note('z');
}
__attribute__((destructor(102))) static void first_destructor(void)
{
	if (!order) return;
	note('d');
	if (mode == DESTRUCTOR_EXITS) exit(5);
}

// Runs prepare and exit(0) in a child. Returns the child's exit status, or -1 if a signal ended it.
static int child(void (*prepare)(void), int how)
{
	order = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (order == MAP_FAILED) return -1;
	pid_t pid = fork();
	if (!pid) {
		alarm(10);
		mode = how;
		prepare();
		exit(0);
	}
	int status = 0;
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status)) return -1;
	return WEXITSTATUS(status);
}
// Ends the recording, so that the parent's own destructors record nothing.
static int done(void)
{
	order = 0;
	return 0;
}

static void nested_handlers(void)
{
	atexit(first);
	atexit(exits_with_4);
	atexit(second);
	atexit(exits_with_3);
}
static int handler(void)
{
	EXPECT(child(nested_handlers, DESTRUCTOR_RETURNS) == 4);
	EXPECT(!strcmp(order, "e2f1dz"));
	return done();
}

static void one_handler(void) { atexit(first); }
static int destructor(void)
{
	EXPECT(child(one_handler, DESTRUCTOR_EXITS) == 5);
	EXPECT(!strcmp(order, "1dz"));
	return done();
}

static ssize_t write_and_exit(void *cookie, const char *bytes, size_t size)
{
	(void)cookie, (void)bytes;
	note('w');
	exit(6);
	return (ssize_t)size;
}
static ssize_t write_down(void *cookie, const char *bytes, size_t size)
{
	(void)cookie;
	if (size) note(*bytes);
	return (ssize_t)size;
}
static void streams(void)
{
	// exit flushes the streams in the reverse order of opening.
	fputs("s", fopencookie(0, "w", (cookie_io_functions_t){.write = write_down}));
	fputs("x", fopencookie(0, "w", (cookie_io_functions_t){.write = write_and_exit}));
}
static int stream(void)
{
	EXPECT(child(streams, DESTRUCTOR_RETURNS) == 6);
	EXPECT(!strcmp(order, "dzws"));
	return done();
}

static void fork_and_exit(void)
{
	pid_t pid = fork();
	if (!pid) exit(7);
	int status = 0;
	waitpid(pid, &status, 0);
	note(WIFEXITED(status) && WEXITSTATUS(status) == 7 ? 'y' : 'n');
}
static void forking_handler(void)
{
	alarm(5);
	atexit(fork_and_exit);
}
static int forked(void)
{
	EXPECT(child(forking_handler, DESTRUCTOR_RETURNS) == 0);
	EXPECT(strchr(order, 'y'));
	return done();
}

static int in_handler[2];
static void wait_for_fork(void)
{
	write(in_handler[1], "h", 1);
	// other_thread() calls _exit when its child has ended.
	for (;;) pause();
}
static void *exits(void *unused)
{
	(void)unused;
	exit(0);
}
// Forks while another thread is in exit. That thread does not exist in the child, so the child must not wait for it.
static void other_thread(void)
{
	char byte;
	pthread_t thread;
	alarm(5);
	pipe(in_handler);
	atexit(wait_for_fork);
	pthread_create(&thread, 0, exits, 0);
	read(in_handler[0], &byte, 1);
	fork_and_exit();
	_exit(strchr(order, 'y') ? 8 : 9);
}
static int forked_meanwhile(void)
{
	EXPECT(child(other_thread, DESTRUCTOR_RETURNS) == 8);
	return done();
}

// These calls work in stock musl too: quick_exit in its own handler, _Exit in a handler, and exit in two threads at a time.
static void quick_again(void)
{
	note('q');
	quick_exit(3);
}
static void quick_first(void) { note('1'); }
static void quick(void)
{
	at_quick_exit(quick_first);
	at_quick_exit(quick_again);
	quick_exit(1);
}
static void ends(void) { _Exit(2); }
static void ending_handler(void)
{
	atexit(first);
	atexit(ends);
}
static void exits_in_another_thread(void)
{
	pthread_t thread;
	pthread_create(&thread, 0, exits, 0);
	usleep(50000);  // The other thread reaches exit and waits there.
	note('j');
}
static void two_threads(void)
{
	atexit(first);
	atexit(exits_in_another_thread);
}
static int ordinary(void)
{
	EXPECT(child(quick, DESTRUCTOR_RETURNS) == 3 && !strcmp(order, "q1"));
	EXPECT(child(ending_handler, DESTRUCTOR_RETURNS) == 2 && !strcmp(order, ""));
	EXPECT(child(two_threads, DESTRUCTOR_RETURNS) == 0 && !strcmp(order, "j1dz"));
	EXPECT(child(one_handler, DESTRUCTOR_RETURNS) == 0 && !strcmp(order, "1dz"));
	return done();
}

CASES({"ordinary", "exit, quick_exit and _Exit run each handler at most once", ordinary},
      {"handler", "exit in an atexit handler runs the remaining handlers, and its argument becomes the exit status", handler},
      {"destructor", "exit in a destructor runs the remaining destructors", destructor},
      {"stream", "exit in the write function of a stream flushes the remaining streams", stream},
      {"forked", "a child that an atexit handler forked can exit", forked},
      {"forked-meanwhile", "a child that was forked while another thread exits can exit", forked_meanwhile})
