/* SPDX-License-Identifier: MIT */
// Tests membarrier on a kernel without the system call, where it signals all threads instead. dlopen calls membarrier for
// libraries with thread-local variables while it holds a lock, so membarrier must not be a cancellation point.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/membarrier.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int refuse_membarrier(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {4, filter};
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static void *wait_for_end(void *unused)
{
	for (;;) pause();
	return unused;
}
static void *nothing(void *unused) { return unused; }

static void *call_with_cancellation_pending(void *returned)
{
	pthread_cancel(pthread_self());
	*(int *)returned = membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0) == 0;
	pthread_testcancel();
	return 0;
}

static int no_cancellation_point(void)
{
	pthread_t other, canceled;
	int returned = 0;
	void *result;
	EXPECT(pthread_create(&other, 0, wait_for_end, 0) == 0);
	if (refuse_membarrier()) CANNOT("no seccomp");
	EXPECT(pthread_create(&canceled, 0, call_with_cancellation_pending, &returned) == 0);
	EXPECT(pthread_join(canceled, &result) == 0 && result == PTHREAD_CANCELED);
	EXPECT(returned);
	/* If the thread were canceled in membarrier, it would still hold a lock that pthread_create needs. */
	EXPECT(pthread_create(&other, 0, nothing, 0) == 0 && pthread_join(other, 0) == 0);
	return 0;
}

static int ordinary(void)
{
	pthread_t other;
	EXPECT(pthread_create(&other, 0, wait_for_end, 0) == 0);
	EXPECT(membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0) == 0);
	if (refuse_membarrier()) return 0;
	EXPECT(membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0) == 0);
	EXPECT(membarrier(MEMBARRIER_CMD_GLOBAL, 0) == -1 && errno == ENOSYS);
	return 0;
}

CASES({"ordinary", "membarrier works with and without the system call", ordinary},
      {"no-cancellation-point", "membarrier is not a cancellation point", no_cancellation_point})
