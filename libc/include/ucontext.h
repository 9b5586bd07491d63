/* SPDX-License-Identifier: MIT */
/* Includes musl's header, but leaves out structures that kernel headers define too (<bits/hold.h>). */
#ifndef _NACRE_UCONTEXT_H
#define _NACRE_UCONTEXT_H

#include <bits/hold.h>
#include_next <ucontext.h>
#include <bits/release.h>

/* <bits/hold.h> made <signal.h> leave out struct sigcontext. The kernel's <asm/ucontext.h>, which the
 * program may include next, needs it, so define it now. With _GNU_SOURCE this is not necessary, because
 * <signal.h> makes the kernel's header define no struct ucontext. */
#if defined(__NACRE_HELD_SIGCONTEXT) && !defined(_GNU_SOURCE)
#include <bits/sigcontext.h>
#endif

#endif
