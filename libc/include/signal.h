/* SPDX-License-Identifier: MIT */
#ifndef NACRE_SIGNAL_H
#define NACRE_SIGNAL_H

#include_next <signal.h>

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

#endif
