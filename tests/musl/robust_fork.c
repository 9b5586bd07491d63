/* SPDX-License-Identifier: MIT */
// Tests robust and other owner-tracking mutexes after fork, _Fork and clone. musl links the mutexes that a thread holds
// into a list. A child must not inherit the list of its parent, or it writes into mutexes of the parent.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t *shared, of_child, of_parent;

static void make(pthread_mutex_t *mutex, int pshared, int robust)
{
	pthread_mutexattr_t attributes;
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
	pthread_mutexattr_setpshared(&attributes, pshared);
	if (robust) pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(mutex, &attributes);
}

static int make_all(int robust)
{
	shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	EXPECT(shared != MAP_FAILED);
	make(shared, PTHREAD_PROCESS_SHARED, robust);
	make(&of_child, PTHREAD_PROCESS_PRIVATE, robust);
	make(&of_parent, PTHREAD_PROCESS_PRIVATE, robust);
	EXPECT(pthread_mutex_lock(shared) == 0);
	return 0;
}

static int ended_well(pid_t child)
{
	int status;
	EXPECT(child > 0 && waitpid(child, &status, 0) == child);
	if (WIFSIGNALED(status)) fprintf(stderr, "child: signal %d\n", WTERMSIG(status));
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	return 0;
}

/* Runs in the child. Unmaps `shared`, the mutex that the parent holds, so that a write to it crashes. */
static int use_own(void *unused)
{
	(void)unused;
	munmap(shared, 4096);
	return pthread_mutex_lock(&of_child) || pthread_mutex_unlock(&of_child);
}

static int child_of_fork(void)
{
	if (make_all(0)) return 1;
	const pid_t child = fork();
	if (child == 0) _exit(use_own(0));
	return ended_well(child);
}

static int child_of_fork_robust(void)
{
	if (make_all(1)) return 1;
	const pid_t child = fork();
	if (child == 0) _exit(use_own(0));
	return ended_well(child);
}

static int child_of_bare_fork(void)
{
	if (make_all(0)) return 1;
	const pid_t child = _Fork();
	if (child == 0) _exit(use_own(0));
	return ended_well(child);
}

static int child_of_clone(void)
{
	static char stack[65536] __attribute__((__aligned__(64)));
	if (make_all(0)) return 1;
	return ended_well(clone(use_own, stack + sizeof stack, SIGCHLD, 0));
}

/* A thread of the child ends. The lists of the child's two threads must be independent. */
static void *lock_and_end(void *mutex) { return (void *)(long)pthread_mutex_lock(mutex); }
static int exit_of_child_thread(void)
{
	if (make_all(1)) return 1;
	const pid_t child = fork();
	if (child == 0) {
		pthread_t other;
		munmap(shared, 4096);
		/* The new thread ends while it holds the mutex. The first thread then gets EOWNERDEAD. */
		if (pthread_create(&other, 0, lock_and_end, &of_child)) _exit(2);
		pthread_join(other, 0);
		_exit(pthread_mutex_lock(&of_child) != EOWNERDEAD);
	}
	return ended_well(child);
}

static void *fork_in_thread(void *unused)
{
	(void)unused;
	const pid_t child = fork();
	if (child == 0) {
		munmap(shared, 4096);
		pthread_mutex_lock(&of_child);
		pthread_mutex_unlock(&of_child);
		_exit(0);
	}
	return (void *)(long)child;
}
static void *hold(void *ready)
{
	pthread_mutex_lock(&of_parent);
	pthread_mutex_lock(shared);
	if (write(((int *)ready)[1], "", 1) != 1) abort();
	for (;;) pause();
}
/* The list of another thread of the parent has two mutexes. That thread does not exist in the child. */
static int lock_of_other_thread(void)
{
	pthread_t holder, forker;
	int ready[2];
	void *child;
	char byte;
	if (make_all(1)) return 1;
	EXPECT(pthread_mutex_unlock(shared) == 0 && pipe(ready) == 0);
	EXPECT(pthread_create(&holder, 0, hold, ready) == 0 && read(ready[0], &byte, 1) == 1);
	EXPECT(pthread_create(&forker, 0, fork_in_thread, 0) == 0 && pthread_join(forker, &child) == 0);
	return ended_well((pid_t)(long)child);
}

/* The child locks a mutex. When the parent unlocks its own mutex, it must not write to the address of the child's mutex. */
static int parent_unlocks(void)
{
	int locked[2], go[2];
	char byte;
	if (make_all(0)) return 1;
	EXPECT(pipe(locked) == 0 && pipe(go) == 0);
	const pid_t child = fork();
	if (child == 0) {
		pthread_mutex_lock(&of_child);
		if (write(locked[1], "", 1) != 1 || read(go[0], &byte, 1) != 1) _exit(1);
		_exit(0);
	}
	EXPECT(read(locked[0], &byte, 1) == 1);
	EXPECT(pthread_mutex_unlock(shared) == 0);
	EXPECT(write(go[1], "", 1) == 1);
	EXPECT(munmap(shared, 4096) == 0);
	EXPECT(pthread_mutex_lock(&of_parent) == 0 && pthread_mutex_unlock(&of_parent) == 0);
	return ended_well(child);
}

/* If a child ends while it holds a robust mutex, the parent gets EOWNERDEAD and can recover the mutex. */
static int ordinary(void)
{
	if (make_all(1)) return 1;
	EXPECT(pthread_mutex_unlock(shared) == 0);
	const pid_t child = fork();
	if (child == 0) {
		pthread_mutex_lock(&of_child);
		_exit(pthread_mutex_lock(shared));
	}
	if (ended_well(child)) return 1;
	EXPECT(pthread_mutex_lock(shared) == EOWNERDEAD);
	EXPECT(pthread_mutex_consistent(shared) == 0 && pthread_mutex_unlock(shared) == 0);
	return lock_of_other_thread();
}

CASES({"ordinary", "a parent can recover a robust mutex of a child that ended", ordinary},
      {"child-of-fork", "a child of fork can lock a mutex while its parent holds one", child_of_fork},
      {"child-of-fork-robust", "a child of fork can lock a robust mutex while its parent holds one", child_of_fork_robust},
      {"child-of-bare-fork", "a child of _Fork can lock a mutex while its parent holds one", child_of_bare_fork},
      {"child-of-clone", "a child of clone can lock a mutex while its parent holds one", child_of_clone},
      {"exit-of-child-thread", "a child's first thread can lock a robust mutex of its second thread, which ended", exit_of_child_thread},
      {"parent-unlocks", "the parent can unlock a shared mutex while its child holds another one", parent_unlocks})
