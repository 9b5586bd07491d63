/* SPDX-License-Identifier: MIT */
/* Keeps <signal.h>, which musl's header includes, from defining struct sigcontext. <asm/sigcontext.h>
 * defines it too (see <bits/hold.h>). */
#ifndef _NACRE_UCONTEXT_H
#define _NACRE_UCONTEXT_H

#include <bits/hold.h>
#include_next <ucontext.h>
#include <bits/release.h>

/* <bits/hold.h> made <signal.h> leave out struct sigcontext. If the program includes the kernel's
 * <asm/ucontext.h> next, its struct ucontext needs struct sigcontext, so define it now. With
 * _GNU_SOURCE, <signal.h> keeps <asm/ucontext.h> from defining struct ucontext. */
#if defined(__NACRE_HELD_SIGCONTEXT) && !defined(_GNU_SOURCE)
#include <bits/sigcontext.h>
#endif

#endif
