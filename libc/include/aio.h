/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_AIO_H
#define _NACRE_AIO_H

#include <features.h>

#include <bits/hold.h>
#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#include_next <aio.h>
#else
/* A strictly conforming program gets only struct sigevent from <signal.h> and struct timespec from
 * <time.h>. The kernel's <asm/signal.h> and <linux/time.h> conflict with the rest of these headers. */
#define __NEED_size_t
#define __NEED_time_t
#define __NEED_struct_timespec
#include <bits/alltypes.h>
#include <bits/sigevent.h>
#ifndef _NACRE_TIME_H
#define _NACRE_TIME_H
#define __NACRE_WITHOUT_TIME_H
#endif
#ifndef _NACRE_SIGNAL_H
#define _NACRE_SIGNAL_H
#include_next <aio.h>
#undef _NACRE_SIGNAL_H
#else
#include_next <aio.h>
#endif
#ifdef __NACRE_WITHOUT_TIME_H
#undef _NACRE_TIME_H
#undef __NACRE_WITHOUT_TIME_H
#endif
#endif
#include <bits/release.h>

/* <asm/ucontext.h> needs struct sigcontext. With _GNU_SOURCE, <signal.h> replaces that header. */
#if defined(__NACRE_HELD_SIGCONTEXT) && !defined(_GNU_SOURCE)
#include <bits/sigcontext.h>
#endif

#endif
