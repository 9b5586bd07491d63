/* SPDX-License-Identifier: MIT */
/* Adds functions and constants that musl's header lacks. Can be used together with kernel headers. */
#ifndef _NACRE_SIGNAL_H
#define _NACRE_SIGNAL_H

#include_next <signal.h>

/* With _GNU_SOURCE, the libc defines struct ucontext, and so does the kernel's <asm-generic/ucontext.h>,
 * which defines nothing else. Define the include guard of that header, so that it stays empty. */
#ifdef _GNU_SOURCE
#define __ASM_GENERIC_UCONTEXT_H
#endif

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define SI_DETHREAD (-7)

#define ILL_BADIADDR 9

#define FPE_FLTUNK   14
#define FPE_CONDTRAP 15

#define SEGV_ACCADI  5
#define SEGV_ADIDERR 6
#define SEGV_ADIPERR 7
#define SEGV_CPERR   10

#define TRAP_PERF            6
#define TRAP_PERF_FLAG_ASYNC 1

#define EMT_TAGOVF 1
#endif

#ifdef _GNU_SOURCE
#ifdef __cplusplus
extern "C" {
#endif

int pthread_sigqueue(pthread_t, int, union sigval);
int tgkill(pid_t, pid_t, int);

#ifdef __cplusplus
}
#endif
#endif

#endif

/* Define struct sigcontext, if an earlier include of this file left it out because of <bits/hold.h>. */
#if (defined(_GNU_SOURCE) || defined(_BSD_SOURCE)) && !defined(__NACRE_HOLD) && defined(__NACRE_HELD_SIGCONTEXT)
#include <bits/sigcontext.h>
#endif
