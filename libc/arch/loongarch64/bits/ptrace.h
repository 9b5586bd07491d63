/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/ptrace.h> for this architecture lacks. */
#include_next <bits/ptrace.h>

#define PTRACE_SYSEMU            31
#define PTRACE_SYSEMU_SINGLESTEP 32
