/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_SYS_PTRACE_H
#define _NACRE_SYS_PTRACE_H

#include_next <sys/ptrace.h>

#define PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG 0x4210
#define PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG 0x4211
#define PTRACE_SET_SYSCALL_INFO                 0x4212

#define PTRACE_EVENTMSG_SYSCALL_ENTRY 1
#define PTRACE_EVENTMSG_SYSCALL_EXIT  2

#endif
