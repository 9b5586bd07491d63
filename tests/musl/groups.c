/* SPDX-License-Identifier: MIT */
// Tests NGROUPS_MAX, and the error of setgroups when it cannot change all threads.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/param.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static long kernel_limit(void)
{
	long limit = -1;
	FILE *file = fopen("/proc/sys/kernel/ngroups_max", "r");
	if (file) {
		if (fscanf(file, "%ld", &limit) != 1) limit = -1;
		fclose(file);
	}
	return limit;
}

static int limit_of_groups(void)
{
	static gid_t list[NGROUPS_MAX];
	EXPECT(NGROUPS_MAX == 65536 && NGROUPS == NGROUPS_MAX);
	EXPECT(sysconf(_SC_NGROUPS_MAX) == NGROUPS_MAX);
	const long limit = kernel_limit();
	if (limit >= 0) EXPECT(sysconf(_SC_NGROUPS_MAX) == limit);
	/* Root can set a hundred groups. getgroups accepts a list of NGROUPS_MAX elements. */
	if (getuid() == 0) {
		for (int i = 0; i < 100; i++) list[i] = (gid_t)(1000 + i);
		if (setgroups(100, list) == 0) EXPECT(getgroups(NGROUPS_MAX, list) == 100);
	}
	EXPECT(getgroups(NGROUPS_MAX, list) >= 0);
	return 0;
}

static void *wait_for_end(void *unused)
{
	for (;;) pause();
	return unused;
}

/* If setgroups cannot signal the other threads (by tkill, which the filter forbids), it must change nothing and fail. */
static int not_all_threads(void)
{
	pthread_t other;
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tkill, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {4, filter};
	EXPECT(pthread_create(&other, 0, wait_for_end, 0) == 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		CANNOT("no seccomp");
	EXPECT(setgroups(0, 0) == -1 && errno == EAGAIN);
	return 0;
}

static int ordinary(void)
{
	gid_t list[64];
	const int own = getgroups(0, 0);
	EXPECT(own >= 0 && getgroups(-1, list) == -1 && errno == EINVAL);
	EXPECT(sysconf(_SC_NGROUPS_MAX) >= 16);
	return 0;
}

CASES({"ordinary", "getgroups counts the groups", ordinary},
      {"limit", "NGROUPS_MAX and sysconf have the kernel's limit", limit_of_groups},
      {"not-all-threads", "setgroups reports that it could not change all threads", not_all_threads})
