/* SPDX-License-Identifier: MIT */
// Tests functions that act on the calling thread, such as gettid, raise and abort, in children that use the thread structure
// of the parent or a copy of it: children of vfork, of clone with shared memory, and of a raw clone system call.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char stack[65536] __attribute__((__aligned__(64)));
static volatile int has_parents_id;
static volatile sig_atomic_t caught;
static void on_signal(int number) { (void)number, caught = 1; }

static pid_t raw_clone(void) { return (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }

/* Waits for the child. Returns its exit status, or 1000 + the number of the signal that ended it. */
static int status_of(pid_t child)
{
	int status;
	while (waitpid(child, &status, 0) != child)
		if (errno != EINTR) return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static int has_own_id(void) { return gettid() == syscall(SYS_gettid) && gettid() == getpid(); }

static int id_in_vfork(void)
{
	const pid_t child = vfork();
	if (child == 0) _exit(!has_own_id());
	EXPECT(status_of(child) == 0);
	return 0;
}

static int id_in_raw_clone(void)
{
	const pid_t child = raw_clone();
	if (child == 0) _exit(!has_own_id());
	EXPECT(status_of(child) == 0);
	return 0;
}

static int look(void *unused)
{
	(void)unused;
	has_parents_id = !has_own_id();
	return 0;
}
static int id_in_clone(void)
{
	EXPECT(status_of(clone(look, stack + sizeof stack, CLONE_VM | SIGCHLD, 0)) == 0);
	EXPECT(!has_parents_id);
	return 0;
}

/* The signal must end the child, and must not reach the parent. */
static int signals_itself(void (*signal_self)(void), int number)
{
	signal(number, on_signal);
	pid_t child = raw_clone();
	if (child == 0) {
		signal(number, SIG_DFL);
		signal_self();
		_exit(7);
	}
	EXPECT(status_of(child) == 1000 + number && !caught);
	child = vfork();
	if (child == 0) {
		signal(number, SIG_DFL);
		signal_self();
		_exit(7);
	}
	EXPECT(status_of(child) == 1000 + number);
	EXPECT(!caught);
	return 0;
}

static void raise_it(void) { raise(SIGUSR1); }
static void kill_it(void) { pthread_kill(pthread_self(), SIGUSR1); }
static int by_raise(void) { return signals_itself(raise_it, SIGUSR1); }
static int by_pthread_kill(void) { return signals_itself(kill_it, SIGUSR1); }

static int by_abort(void)
{
	signal(SIGABRT, on_signal);
	pid_t child = raw_clone();
	if (child == 0) {
		signal(SIGABRT, SIG_IGN);
		abort();
	}
	EXPECT(status_of(child) == 1000 + SIGABRT && !caught);
	return 0;
}

static int scheduling(void)
{
	const pid_t child = raw_clone();
	if (child == 0) {
		const struct sched_param parameters = {0};
		struct sched_param found;
		int policy = -1;
		if (pthread_setschedparam(pthread_self(), SCHED_BATCH, &parameters)) _exit(1);
		if (pthread_getschedparam(pthread_self(), &policy, &found)) _exit(2);
		_exit(policy != SCHED_BATCH || syscall(SYS_sched_getscheduler, 0) != SCHED_BATCH ? 3 : 0);
	}
	EXPECT(status_of(child) == 0);
	EXPECT(syscall(SYS_sched_getscheduler, 0) == SCHED_OTHER);
	return 0;
}

static int affinity(void)
{
	cpu_set_t all;
	EXPECT(sched_getaffinity(0, sizeof all, &all) == 0);
	if (CPU_COUNT(&all) < 2) CANNOT("this machine has one processor, so the affinity cannot be changed");
	const pid_t child = raw_clone();
	if (child == 0) {
		cpu_set_t one;
		CPU_ZERO(&one);
		for (unsigned i = 0; i < CPU_SETSIZE && !CPU_COUNT(&one); i++)
			if (CPU_ISSET(i, &all)) CPU_SET(i, &one);
		if (pthread_setaffinity_np(pthread_self(), sizeof one, &one)) _exit(1);
		if (sched_getaffinity(0, sizeof one, &one)) _exit(2);
		_exit(CPU_COUNT(&one) != 1);
	}
	EXPECT(status_of(child) == 0);
	cpu_set_t now;
	EXPECT(sched_getaffinity(0, sizeof now, &now) == 0 && CPU_EQUAL(&now, &all));
	return 0;
}

static int clock_of_self(void)
{
	const pid_t child = raw_clone();
	if (child == 0) {
		clockid_t clock;
		struct timespec time;
		if (pthread_getcpuclockid(pthread_self(), &clock)) _exit(1);
		_exit(clock_gettime(clock, &time) ? 2 : 0);
	}
	EXPECT(status_of(child) == 0);
	return 0;
}

static void *in_thread(void *unused)
{
	(void)unused;
	caught = 0;
	if (gettid() != syscall(SYS_gettid) || gettid() == getpid()) return 0;
	raise(SIGUSR1);
	return caught ? &stack : 0;
}

static int ordinary(void)
{
	pthread_t thread;
	void *good;
	signal(SIGUSR1, on_signal);
	EXPECT(gettid() == getpid() && raise(SIGUSR1) == 0 && caught);
	EXPECT(raise(-1) == -1 && errno == EINVAL);
	EXPECT(pthread_kill(pthread_self(), 0) == 0 && pthread_kill(pthread_self(), -1) == EINVAL);
	EXPECT(pthread_create(&thread, 0, in_thread, 0) == 0 && pthread_join(thread, &good) == 0 && good);
	const pid_t child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_IGN);
		abort();
	}
	EXPECT(status_of(child) == 1000 + SIGABRT);
	return 0;
}

CASES({"ordinary", "a thread gets its own ID and can signal itself", ordinary},
      {"id-in-vfork", "gettid in a vfork child returns the child's ID", id_in_vfork},
      {"id-in-raw-clone", "gettid in a child of the clone system call returns the child's ID", id_in_raw_clone},
      {"id-in-clone", "gettid in a child of clone with shared memory returns the child's ID", id_in_clone},
      {"by-raise", "raise in a raw clone or vfork child signals the child", by_raise},
      {"by-pthread-kill", "pthread_kill of pthread_self in a raw clone or vfork child signals the child", by_pthread_kill},
      {"by-abort", "abort in a raw clone child ends only the child", by_abort},
      {"scheduling", "pthread_setschedparam in a raw clone child affects only the child", scheduling},
      {"affinity", "pthread_setaffinity_np in a raw clone child affects only the child", affinity},
      {"clock-of-self", "pthread_getcpuclockid in a raw clone child returns the child's clock", clock_of_self})
