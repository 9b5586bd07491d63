/* SPDX-License-Identifier: MIT */
// Tests that timed waits reject an invalid time. In stock musl, pthread_mutex_timedlock of a mutex with priority
// inheritance retries forever.
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

static const struct timespec bad = {.tv_sec = 1, .tv_nsec = 1000000000};
static pthread_mutex_t mutex;

static int make_locked(int protocol)
{
	pthread_mutexattr_t attributes;
	EXPECT(pthread_mutexattr_init(&attributes) == 0);
	if (pthread_mutexattr_setprotocol(&attributes, protocol)) CANNOT("no priority inheritance");
	EXPECT(pthread_mutex_init(&mutex, &attributes) == 0 && pthread_mutex_lock(&mutex) == 0);
	return 0;
}

static void *lock(void *unused)
{
	(void)unused;
	return (void *)(long)pthread_mutex_timedlock(&mutex, &bad);
}

static int rejects_bad_time(int protocol)
{
	pthread_t thread;
	void *result;
	const int made = make_locked(protocol);
	if (made) return made;
	EXPECT(pthread_create(&thread, 0, lock, 0) == 0 && pthread_join(thread, &result) == 0);
	EXPECT((long)result == EINVAL);
	return 0;
}

static int inherited(void) { return rejects_bad_time(PTHREAD_PRIO_INHERIT); }

static int ordinary(void)
{
	sem_t semaphore;
	struct timespec now;
	EXPECT(sem_init(&semaphore, 0, 0) == 0);
	EXPECT(sem_timedwait(&semaphore, &bad) == -1 && errno == EINVAL);
	EXPECT(clock_gettime(CLOCK_REALTIME, &now) == 0);
	EXPECT(sem_timedwait(&semaphore, &now) == -1 && errno == ETIMEDOUT);
	return rejects_bad_time(PTHREAD_PRIO_NONE);
}

CASES({"ordinary", "waits reject a time with too many nanoseconds", ordinary},
      {"priority-inheritance", "a mutex with priority inheritance rejects a time with too many nanoseconds", inherited})
