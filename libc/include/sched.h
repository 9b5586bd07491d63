/* SPDX-License-Identifier: MIT */
/* Adds functions and constants that musl's header lacks. */
#ifndef _NACRE_SCHED_H
#define _NACRE_SCHED_H

#include_next <sched.h>

#ifdef _GNU_SOURCE
/* Flags of clone3 only: they do not fit in the flags of clone. */
#define CLONE_CLEAR_SIGHAND  (1ULL << 32)
#define CLONE_INTO_CGROUP    (1ULL << 33)
#define CLONE_AUTOREAP       (1ULL << 34)
#define CLONE_NNP            (1ULL << 35)
#define CLONE_PIDFD_AUTOKILL (1ULL << 36)
#define CLONE_EMPTY_MNTNS    (1ULL << 37)

#define UNSHARE_EMPTY_MNTNS 0x100000

#define SCHED_NORMAL SCHED_OTHER
#define SCHED_EXT    7

/* For sched_setattr and sched_getattr. */
#define SCHED_FLAG_RESET_ON_FORK      0x1
#define SCHED_FLAG_RECLAIM            0x2
#define SCHED_FLAG_DL_OVERRUN         0x4
#define SCHED_FLAG_KEEP_POLICY        0x8
#define SCHED_FLAG_KEEP_PARAMS        0x10
#define SCHED_FLAG_UTIL_CLAMP_MIN     0x20
#define SCHED_FLAG_UTIL_CLAMP_MAX     0x40
#define SCHED_FLAG_KEEP_ALL           (SCHED_FLAG_KEEP_POLICY | SCHED_FLAG_KEEP_PARAMS)
#define SCHED_FLAG_UTIL_CLAMP         (SCHED_FLAG_UTIL_CLAMP_MIN | SCHED_FLAG_UTIL_CLAMP_MAX)
#define SCHED_GETATTR_FLAG_DL_DYNAMIC 0x1

/* For struct sched_attr. */
#include <linux/sched/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int getcpu(unsigned *, unsigned *);
int sched_setattr(pid_t, struct sched_attr *, unsigned);
int sched_getattr(pid_t, struct sched_attr *, unsigned, unsigned);

#ifdef __cplusplus
}
#endif
#endif

#endif
