/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_ACCT_H
#define _NACRE_SYS_ACCT_H

#include <features.h>

/* A strictly conforming program does not get struct itimerspec from <time.h>, because <linux/time.h>
 * defines it too. */
#if !defined(_GNU_SOURCE) && !defined(_BSD_SOURCE) && !defined(_NACRE_TIME_H)
#define _NACRE_TIME_H
#include_next <sys/acct.h>
#undef _NACRE_TIME_H
#else
#include_next <sys/acct.h>
#endif

#endif
