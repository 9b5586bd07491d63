/* SPDX-License-Identifier: MIT
 * Types that libc headers request with __NEED_ macros. Kernel headers define some of the same
 * structures. If the kernel's structure was defined first and has the same layout, it is used. If the
 * libc's struct timespec is defined first, a macro makes <linux/time.h> skip its own. Each header that
 * needs a type includes this file again, so this file has no include guard. */

/* If long has 32 bits, times in <linux/time.h> have 32 bits, and times of the libc have 64. Then the
 * kernel's structures are not used, and <linux/time.h> cannot be used together with <time.h>. */
#if defined(_LINUX_TIME_H) && defined(__LP64__)
#ifdef _STRUCT_TIMESPEC
#define __DEFINED_struct_timespec
#endif
#define __DEFINED_struct_timeval
#endif
#ifdef __LINUX_UIO_H
#define __DEFINED_struct_iovec
#endif
#if defined(_ASM_GENERIC_TERMIOS_H) || defined(_ASM_POWERPC_TERMIOS_H) || (defined(__mips__) && defined(_ASM_TERMIOS_H))
#define __DEFINED_struct_winsize
#endif

#include_next <bits/alltypes.h>

#if defined(__DEFINED_struct_timespec) && !defined(_STRUCT_TIMESPEC)
#define _STRUCT_TIMESPEC
#endif
