/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_IOCTL_H
#define _NACRE_SYS_IOCTL_H

/* Requests that musl does not know, such as TCGETS2. */
#include <asm/ioctls.h>

/* struct winsize is declared below, unless it is held back. */
#ifndef __DEFINED_struct_winsize
#define __DEFINED_struct_winsize
#include_next <sys/ioctl.h>
#undef __DEFINED_struct_winsize
#undef __NEED_struct_winsize
#else
#include_next <sys/ioctl.h>
#endif

#endif

#ifndef __NACRE_HOLD
#define __NEED_struct_winsize
#include <bits/alltypes.h>
#endif
