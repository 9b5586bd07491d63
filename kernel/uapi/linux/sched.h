/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks CLONE_EMPTY_MNTNS: before Linux 7. */
#ifndef NACRE_LINUX_SCHED_H
#define NACRE_LINUX_SCHED_H

#include_next <linux/sched.h>

#define CLONE_AUTOREAP       (1ULL << 34)
#define CLONE_NNP            (1ULL << 35)
#define CLONE_PIDFD_AUTOKILL (1ULL << 36)
#define CLONE_EMPTY_MNTNS    (1ULL << 37)

#define UNSHARE_EMPTY_MNTNS 0x100000

#define SCHED_EXT                     7
#define SCHED_GETATTR_FLAG_DL_DYNAMIC 0x1

#endif
