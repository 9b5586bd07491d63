/* SPDX-License-Identifier: MIT
 * Types that the libc's headers ask for by __NEED_ macros. The kernel's headers define some of the same structures. Where
 * the kernel's came first and has the same layout, it stays; where the libc's comes first, the kernel's headers are told
 * by the macros that they know. Read once for each header, so it has no include guard. */

/* <linux/time.h> has a 32-bit time where long has 32 bits. There the two cannot be used together. */
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
