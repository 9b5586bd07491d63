/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/time.h>. */
#ifndef _NACRE_SYS_ACCT_H
#define _NACRE_SYS_ACCT_H

#include <features.h>

/* Keep musl's <sys/acct.h> from including <time.h> in a strictly conforming program. Such a program may
 * include <linux/time.h>, and both headers define struct itimerspec. */
#if !defined(_GNU_SOURCE) && !defined(_BSD_SOURCE) && !defined(_NACRE_TIME_H)
#define _NACRE_TIME_H
#include_next <sys/acct.h>
#undef _NACRE_TIME_H
#else
#include_next <sys/acct.h>
#endif

#endif
