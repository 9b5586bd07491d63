/* SPDX-License-Identifier: MIT */
// Tests sched_getscheduler, sched_getparam and their setters, pthread_attr_setschedpolicy, and the affinity and clock
// functions of pthreads on threads that have ended.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int get(void)
{
	struct sched_param parameters = {.sched_priority = 99};
	EXPECT(sched_getscheduler(0) >= 0);
	EXPECT(sched_getparam(0, &parameters) == 0 && parameters.sched_priority == 0);
	EXPECT(sched_getscheduler(getpid()) == sched_getscheduler(0));
	EXPECT(sched_getscheduler(-1) == -1 && errno == EINVAL);
	EXPECT(sched_getparam(-1, &parameters) == -1 && errno == EINVAL);
	return 0;
}

static int set(void)
{
	struct sched_param parameters = {0};
	EXPECT(sched_setscheduler(0, SCHED_BATCH, &parameters) == 0);
	EXPECT(sched_getscheduler(0) == SCHED_BATCH);
	EXPECT(sched_setparam(0, &parameters) == 0);
	parameters.sched_priority = 5;
	EXPECT(sched_setparam(0, &parameters) == -1 && errno == EINVAL);
	EXPECT(sched_setscheduler(0, SCHED_BATCH, &parameters) == -1 && errno == EINVAL);
	parameters.sched_priority = 0;
	EXPECT(sched_setscheduler(0, 4711, &parameters) == -1 && errno == EINVAL);
	EXPECT(sched_setscheduler(0, SCHED_OTHER, &parameters) == 0 && sched_getscheduler(0) == SCHED_OTHER);
	return 0;
}

static void *nothing(void *unused) { return unused; }

/*
 * Creates a thread that has ended but is not joined. The libc has set the ID in its structure to 0. In a system call, 0
 * means the caller.
 */
static int ended_thread(pthread_t *thread)
{
	struct sched_param parameters;
	int policy;
	EXPECT(pthread_create(thread, 0, nothing, 0) == 0);
	for (int i = 0; i < 5000; i++) {
		if (pthread_getschedparam(*thread, &policy, &parameters) == ESRCH) return 0;
		usleep(1000);
	}
	return 1;
}

static int affinity_of_ended(void)
{
	cpu_set_t all, one;
	pthread_t thread;
	if (ended_thread(&thread)) return 1;
	EXPECT(sched_getaffinity(0, sizeof all, &all) == 0);
	CPU_ZERO(&one);
	for (int i = CPU_SETSIZE - 1; i >= 0 && !CPU_COUNT(&one); i--)
		if (CPU_ISSET((unsigned)i, &all)) CPU_SET((unsigned)i, &one);
	EXPECT(pthread_setaffinity_np(thread, sizeof one, &one) == ESRCH);
	EXPECT(pthread_getaffinity_np(thread, sizeof one, &one) == ESRCH);
	EXPECT(sched_getaffinity(0, sizeof one, &one) == 0 && CPU_EQUAL(&one, &all));
	return 0;
}

static int clock_of_ended(void)
{
	clockid_t clock;
	pthread_t thread;
	if (ended_thread(&thread)) return 1;
	EXPECT(pthread_getcpuclockid(thread, &clock) == ESRCH);
	return 0;
}

static int thread_policy(void)
{
	pthread_attr_t attributes;
	int policy;
	EXPECT(pthread_attr_init(&attributes) == 0 && pthread_attr_setschedpolicy(&attributes, SCHED_RR) == 0);
	EXPECT(pthread_attr_setschedpolicy(&attributes, 12345) == EINVAL && pthread_attr_setschedpolicy(&attributes, -1) == EINVAL);
	EXPECT(pthread_attr_getschedpolicy(&attributes, &policy) == 0 && policy == SCHED_RR);
	return 0;
}

static int ordinary(void)
{
	cpu_set_t own;
	clockid_t clock;
	struct timespec time;
	EXPECT(sched_get_priority_max(SCHED_FIFO) == 99 && sched_yield() == 0);
	EXPECT(pthread_getaffinity_np(pthread_self(), sizeof own, &own) == 0 && CPU_COUNT(&own) > 0);
	EXPECT(pthread_setaffinity_np(pthread_self(), sizeof own, &own) == 0);
	EXPECT(pthread_getcpuclockid(pthread_self(), &clock) == 0 && clock_gettime(clock, &time) == 0);
	return 0;
}

CASES({"ordinary", "threads have an affinity and a clock", ordinary},
      {"get", "sched_getscheduler and sched_getparam return the kernel's result", get},
      {"set", "sched_setscheduler and sched_setparam make their system calls", set},
      {"thread-policy", "pthread_attr_setschedpolicy rejects policies that do not exist", thread_policy},
      {"affinity-of-ended", "the affinity functions fail for a thread that has ended, and do not change the caller's affinity", affinity_of_ended},
      {"clock-of-ended", "pthread_getcpuclockid does not return the caller's clock for a thread that has ended", clock_of_ended})
