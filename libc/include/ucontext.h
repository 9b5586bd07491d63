/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_UCONTEXT_H
#define _NACRE_UCONTEXT_H

#include <bits/hold.h>
#include_next <ucontext.h>
#include <bits/release.h>

/* <asm/ucontext.h> needs struct sigcontext. With _GNU_SOURCE, <signal.h> replaces that header. */
#if defined(__NACRE_HELD_SIGCONTEXT) && !defined(_GNU_SOURCE)
#include <bits/sigcontext.h>
#endif

#endif
