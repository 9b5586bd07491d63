/* SPDX-License-Identifier: MIT */
// Tests mq_notify with SIGEV_THREAD while signals arrive.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t notified;
static void on_message(union sigval value) { (void)value, notified = 1; }
static void on_timer(int number) { (void)number; }

static mqd_t make_queue(void)
{
	char name[64];
	snprintf(name, sizeof name, "/nacre-notify-%ld", (long)getpid());
	struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 1};
	const mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
	if (queue >= 0) mq_unlink(name);
	return queue;
}

/* When mq_notify returns, the notification must be registered, even if signals interrupted the call. */
static int interrupted(void)
{
	const mqd_t queue = make_queue();
	if (queue < 0) CANNOT("no message queues");
	const struct sigaction action = {.sa_handler = on_timer};
	const struct itimerval often = {{0, 20}, {0, 20}};
	const struct sigevent by_thread = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_message};
	const struct sigevent none = {.sigev_notify = SIGEV_NONE};
	sigaction(SIGALRM, &action, 0);
	setitimer(ITIMER_REAL, &often, 0);
	for (int i = 0; i < 2000; i++) {
		EXPECT(mq_notify(queue, &by_thread) == 0);
		EXPECT(mq_notify(queue, &none) == -1 && errno == EBUSY);
		EXPECT(mq_notify(queue, NULL) == 0);
	}
	return 0;
}

static int ordinary(void)
{
	const mqd_t queue = make_queue();
	if (queue < 0) CANNOT("no message queues");
	const struct sigevent by_thread = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_message};
	EXPECT(mq_notify(queue, &by_thread) == 0);
	EXPECT(mq_send(queue, "x", 1, 0) == 0);
	for (int i = 0; i < 1000 && !notified; i++) usleep(1000);
	EXPECT(notified);
	EXPECT(mq_notify(-1, &by_thread) == -1 && errno == EBADF);
	return 0;
}

CASES({"ordinary", "mq_notify notifies by a new thread", ordinary},
      {"interrupted", "mq_notify has registered the notification when it returns, also while signals arrive", interrupted})
