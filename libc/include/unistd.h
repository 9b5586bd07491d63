/* SPDX-License-Identifier: MIT */
/* Adds functions and constants that musl's header lacks. */
#ifndef _NACRE_UNISTD_H
#define _NACRE_UNISTD_H

#include_next <unistd.h>

#ifdef _GNU_SOURCE
#define CLOSE_RANGE_UNSHARE 0x2
#define CLOSE_RANGE_CLOEXEC 0x4
#endif

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#ifdef __cplusplus
extern "C" {
#endif

void closefrom(int);
#ifdef _GNU_SOURCE
int close_range(unsigned, unsigned, int);
int execveat(int, const char *, char *const [], char *const [], int);
#endif

#ifdef __cplusplus
}
#endif
#endif

#endif
