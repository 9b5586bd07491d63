/* SPDX-License-Identifier: MIT */
#ifndef NACRE_UNISTD_H
#define NACRE_UNISTD_H

#include_next <unistd.h>

#ifdef _GNU_SOURCE
#define CLOSE_RANGE_UNSHARE 0x2
#define CLOSE_RANGE_CLOEXEC 0x4
#endif

#endif
