/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/ptrace.h> for this architecture lacks. */
#include_next <bits/ptrace.h>

#define PTRACE_PROT             21
#define PTRACE_PEEKTEXT_AREA    0x5002
#define PTRACE_PEEKDATA_AREA    0x5003
#define PTRACE_POKETEXT_AREA    0x5004
#define PTRACE_POKEDATA_AREA    0x5005
#define PTRACE_PEEK_SYSTEM_CALL 0x5007
#define PTRACE_POKE_SYSTEM_CALL 0x5008
