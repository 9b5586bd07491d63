/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/ptrace.h>

#define PTRACE_SYSEMU            31
#define PTRACE_SYSEMU_SINGLESTEP 32
#define PTRACE_PEEKMTETAGS       33
#define PTRACE_POKEMTETAGS       34
