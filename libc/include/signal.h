/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SIGNAL_H
#define _NACRE_SIGNAL_H

#include_next <signal.h>

/* With _GNU_SOURCE, struct ucontext of this libc has the same name as the kernel's, which is the only
 * structure in <asm-generic/ucontext.h>. */
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

/* struct sigcontext, if another header of the libc has held it back. */
#if (defined(_GNU_SOURCE) || defined(_BSD_SOURCE)) && !defined(__NACRE_HOLD) && defined(__NACRE_HELD_SIGCONTEXT)
#include <bits/sigcontext.h>
#endif
