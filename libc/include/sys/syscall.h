/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_SYSCALL_H
#define _NACRE_SYS_SYSCALL_H

#include_next <sys/syscall.h>

/* For the numbers of system calls that the kernel headers define and musl does not. */
#if __has_include(<bits/syscall_newer.h>)
#include <bits/syscall_newer.h>
#endif

#endif
