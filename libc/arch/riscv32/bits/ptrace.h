/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/ptrace.h> for this architecture lacks. */
#include_next <bits/ptrace.h>

#define PTRACE_GETFDPIC        33
#define PTRACE_GETFDPIC_EXEC   0
#define PTRACE_GETFDPIC_INTERP 1
