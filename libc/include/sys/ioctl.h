/* SPDX-License-Identifier: MIT */
/* Adds requests that musl's header lacks. Can be used together with kernel headers. */
#ifndef _NACRE_SYS_IOCTL_H
#define _NACRE_SYS_IOCTL_H

/* For requests that musl does not define, such as TCGETS2. */
#include <asm/ioctls.h>

/* <asm/termios.h> defines struct winsize too, so musl's header must not define it. The end of this file
 * defines it for a program that includes <sys/ioctl.h> itself. If another libc header includes this file
 * after <bits/hold.h>, the structure is left out. */
#ifndef __DEFINED_struct_winsize
#define __DEFINED_struct_winsize
#include_next <sys/ioctl.h>
#undef __DEFINED_struct_winsize
#undef __NEED_struct_winsize
#else
#include_next <sys/ioctl.h>
#endif

/* On powerpc, mips and sh, <asm/ioctls.h> computes these numbers from the size of a structure of
 * <linux/serial.h>, which a program may not have included. An array of the same size, 40 bytes, gives
 * the same numbers. On other architectures, these definitions give musl's numbers. */
#undef TIOCGISO7816
#undef TIOCSISO7816
#define TIOCGISO7816 _IOR('T', 0x42, char[40])
#define TIOCSISO7816 _IOWR('T', 0x43, char[40])

#endif

#ifndef __NACRE_HOLD
#define __NEED_struct_winsize
#include <bits/alltypes.h>
#endif
