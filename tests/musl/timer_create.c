/* SPDX-License-Identifier: MIT */
// Tests timer_create with SIGEV_THREAD.
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t notified;
static void on_time(union sigval value) { notified = value.sival_int; }

static int create(timer_t *timer)
{
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_time};
	event.sigev_value.sival_int = 5;
	return timer_create(CLOCK_MONOTONIC, &event, timer);
}

/*
 * The thread that timer_create starts uses the stack frame of timer_create. So timer_create must return normally, even if
 * a cancellation is pending.
 */
static void *create_with_cancellation_pending(void *returned)
{
	timer_t timer;
	pthread_cancel(pthread_self());
	*(int *)returned = create(&timer) == 0;
	pthread_testcancel();
	return 0;
}

static int no_cancellation_point(void)
{
	pthread_t thread;
	int returned = 0;
	void *result;
	EXPECT(pthread_create(&thread, 0, create_with_cancellation_pending, &returned) == 0);
	EXPECT(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	EXPECT(returned);
	return 0;
}

static int ordinary(void)
{
	timer_t timer;
	EXPECT(create(&timer) == 0);
	const struct itimerspec soon = {{0, 0}, {0, 1000000}};
	EXPECT(timer_settime(timer, 0, &soon, 0) == 0);
	for (int i = 0; i < 1000 && !notified; i++) usleep(1000);
	EXPECT(notified == 5 && timer_delete(timer) == 0);
	return 0;
}

CASES({"ordinary", "a timer with SIGEV_THREAD calls its function in a new thread", ordinary},
      {"no-cancellation-point", "timer_create is not a cancellation point", no_cancellation_point})
