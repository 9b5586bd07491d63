/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with kernel headers. */
#ifndef _NACRE_AIO_H
#define _NACRE_AIO_H

#include <features.h>

#include <bits/hold.h>
#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#include_next <aio.h>
#else
/* musl's <aio.h> includes <signal.h> and <time.h>. A strictly conforming program gets only struct
 * sigevent and struct timespec from them. The rest conflicts with <asm/signal.h> and <linux/time.h> of
 * the kernel, which the program may include too. So both headers are skipped here: their include guards
 * are defined while musl's <aio.h> is read. */
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

/* <bits/hold.h> made <signal.h> leave out struct sigcontext. If the program includes the kernel's
 * <asm/ucontext.h> next, its struct ucontext needs struct sigcontext, so define it now. With
 * _GNU_SOURCE, <signal.h> keeps <asm/ucontext.h> from defining struct ucontext. */
#if defined(__NACRE_HELD_SIGCONTEXT) && !defined(_GNU_SOURCE)
#include <bits/sigcontext.h>
#endif

#endif
