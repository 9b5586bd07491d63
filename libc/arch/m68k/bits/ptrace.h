/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/ptrace.h>

#define PTRACE_GETFDPIC        31
#define PTRACE_GETFDPIC_EXEC   0
#define PTRACE_GETFDPIC_INTERP 1
