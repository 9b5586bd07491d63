/* SPDX-License-Identifier: MIT */
/* Adds the numbers of newer system calls. */
#ifndef _NACRE_SYS_SYSCALL_H
#define _NACRE_SYS_SYSCALL_H

#include_next <sys/syscall.h>

/* The build writes this header, with the numbers of system calls that the kernel headers define and musl
 * does not. */
#if __has_include(<bits/syscall_newer.h>)
#include <bits/syscall_newer.h>
#endif

#endif
