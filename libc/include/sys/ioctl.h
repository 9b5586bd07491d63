/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_IOCTL_H
#define _NACRE_SYS_IOCTL_H

/* For requests that musl does not define, such as TCGETS2. */
#include <asm/ioctls.h>

/* Declare struct winsize at the end, unless <bits/hold.h> is in effect. */
#ifndef __DEFINED_struct_winsize
#define __DEFINED_struct_winsize
#include_next <sys/ioctl.h>
#undef __DEFINED_struct_winsize
#undef __NEED_struct_winsize
#else
#include_next <sys/ioctl.h>
#endif

/* On powerpc, mips and sh, the kernel's header defines these with a structure of <linux/serial.h>, which has 40 bytes.
 * On other architectures, musl needs no structure for them. */
#undef TIOCGISO7816
#undef TIOCSISO7816
#define TIOCGISO7816 _IOR('T', 0x42, char[40])
#define TIOCSISO7816 _IOWR('T', 0x43, char[40])

#endif

#ifndef __NACRE_HOLD
#define __NEED_struct_winsize
#include <bits/alltypes.h>
#endif
