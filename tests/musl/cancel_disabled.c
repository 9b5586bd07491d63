/* SPDX-License-Identifier: MIT */
// Tests that pthread_cancel does not interrupt a thread that has disabled cancellation.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static int ends[2];
static volatile pid_t waiting;
static volatile int poll_ended;
static int result_of_poll, error_of_poll;

// Returns whether the thread sleeps in the kernel.
static int sleeps(pid_t thread)
{
	char path[64], text[512];
	snprintf(path, sizeof path, "/proc/self/task/%d/stat", (int)thread);
	FILE *f = fopen(path, "r");
	const char *name_end = f && fgets(text, sizeof text, f) ? strrchr(text, ')') : 0;
	if (f) fclose(f);
	return name_end && name_end[1] == ' ' && name_end[2] == 'S';
}

static void *wait_for_input(void *unused)
{
	(void)unused;
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
	waiting = gettid();
	result_of_poll = poll(&(struct pollfd){.fd = ends[0], .events = POLLIN}, 1, -1);
	error_of_poll = errno;
	poll_ended = 1;
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, 0);
	pthread_testcancel();
	return 0;
}

static int in_poll(void)
{
	pthread_t thread;
	void *result;
	if (access("/proc/self/task", R_OK)) CANNOT("/proc is not mounted");
	EXPECT(pipe(ends) == 0 && pthread_create(&thread, 0, wait_for_input, 0) == 0);
	while (!waiting || !sleeps(waiting)) usleep(1000);
	EXPECT(pthread_cancel(thread) == 0);
	// On a busy machine, a thread that the signal wakes waits for a processor.
	do usleep(1000);
	while (!poll_ended && !sleeps(waiting));
	EXPECT(write(ends[1], "x", 1) == 1);
	EXPECT(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	EXPECT(result_of_poll == 1 || (fprintf(stderr, "poll: %s\n", strerror(error_of_poll)), 0));
	return 0;
}

static pthread_barrier_t start;
static void *enable(void *unused)
{
	(void)unused;
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
	pthread_barrier_wait(&start);
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, 0);
	poll(0, 0, -1);
	return 0;
}

static void *wait_forever(void *unused)
{
	(void)unused;
	waiting = gettid();
	poll(0, 0, -1);
	return 0;
}

static int ordinary(void)
{
	pthread_t thread;
	void *result;
	EXPECT(pthread_create(&thread, 0, wait_forever, 0) == 0);
	while (!waiting) usleep(1000);
	EXPECT(pthread_cancel(thread) == 0);
	EXPECT(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	// No request is lost if the thread enables cancellation at the same time.
	pthread_barrier_init(&start, 0, 2);
	for (int i = 0; i < 100; i++) {
		EXPECT(pthread_create(&thread, 0, enable, 0) == 0);
		pthread_barrier_wait(&start);
		EXPECT(pthread_cancel(thread) == 0);
		EXPECT(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	}
	return 0;
}

CASES({"in-poll", "poll continues if the thread is canceled while cancellation is disabled", in_poll},
      {"ordinary", "a thread is canceled in poll, and when it enables cancellation", ordinary})
