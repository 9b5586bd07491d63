/* SPDX-License-Identifier: MIT */
/* Replaces musl's struct statx and STATX_ macros by the kernel's. */
#ifndef _NACRE_SYS_STAT_H
#define _NACRE_SYS_STAT_H

#include <features.h>

/* musl's definitions lack the additions of newer kernels. */
#ifdef _GNU_SOURCE
#include <linux/stat.h>
#endif

#include_next <sys/stat.h>

#ifdef _GNU_SOURCE
#ifdef __cplusplus
extern "C" {
#endif

int statx(int, const char *__restrict, int, unsigned, struct statx *__restrict);

#ifdef __cplusplus
}
#endif
#endif

#endif
