/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_TIME_H
#define _NACRE_TIME_H

#include_next <time.h>

#ifdef _GNU_SOURCE
/* Auxiliary clocks, which an administrator enables: CLOCK_AUX and the seven after it. */
#define CLOCK_AUX      16
#define CLOCK_AUX_LAST 23
#endif

#endif
