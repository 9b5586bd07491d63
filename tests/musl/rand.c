/* SPDX-License-Identifier: MIT */
// Tests rand in several threads.
#include "cases.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kNumbersPerThread = 1 << 18, kThreads = 2, kRounds = 20 };
static uint64_t sums[kThreads];
static pthread_barrier_t start;

static void *take(void *sum)
{
	uint64_t all = 0;
	pthread_barrier_wait(&start);
	for (int i = 0; i < kNumbersPerThread; i++) all += (uint64_t)rand();
	*(uint64_t *)sum = all;
	return 0;
}

/* Together, the threads must get the numbers that one thread would get. Compares the sums. */
static int compare_sums(void)
{
	pthread_t all[kThreads];
	uint64_t sum = 0;
	pthread_barrier_init(&start, 0, kThreads);
	srand(5);
	for (int i = 0; i < kThreads; i++) EXPECT(pthread_create(&all[i], 0, take, &sums[i]) == 0);
	for (int i = 0; i < kThreads; i++) EXPECT(pthread_join(all[i], 0) == 0);
	srand(5);
	for (int i = 0; i < kThreads * kNumbersPerThread; i++) sum += (uint64_t)rand();
	for (int i = 0; i < kThreads; i++) sum -= sums[i];
	EXPECT(sum == 0);
	return 0;
}

/* On a busy machine, the threads seldom run at the same time. To let them overlap, the test sets a timer. Its signal often
 * interrupts rand, and this handler lets the other thread run. */
static void yield(int signal)
{
	(void)signal;
	sched_yield();
}

static int threads(void)
{
	sigaction(SIGALRM, &(struct sigaction){ .sa_handler = yield, .sa_flags = SA_RESTART }, 0);
	setitimer(ITIMER_REAL, &(struct itimerval){ { 0, 100 }, { 0, 100 } }, 0);
	for (int i = 0; i < kRounds; i++)
		if (compare_sums()) return 1;
	return 0;
}

static volatile int stop;
static void *draw(void *unused)
{
	(void)unused;
	while (!stop) rand();
	return 0;
}

static int ordinary(void)
{
	pthread_t other;
	int status;
	srand(1);
	const int first = rand();
	srand(1);
	EXPECT(rand() == first);
	/* A child of fork can call rand, even if another thread of the parent was in rand during the fork. */
	EXPECT(pthread_create(&other, 0, draw, 0) == 0);
	for (int i = 0; i < 200; i++) {
		const pid_t child = fork();
		if (child == 0) {
			alarm(10);
			rand();
			_exit(0);
		}
		EXPECT(child > 0 && waitpid(child, &status, 0) == child && status == 0);
	}
	stop = 1;
	EXPECT(pthread_join(other, 0) == 0);
	return 0;
}

CASES({"ordinary", "rand repeats its sequence, and works in children of fork", ordinary},
      {"threads", "threads share one sequence of rand without losing or repeating a number", threads})
