/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_TIMERFD_H
#define _NACRE_SYS_TIMERFD_H

#include <bits/hold.h>
#include_next <sys/timerfd.h>
#include <bits/release.h>

/* <fcntl.h> has struct flock, and <linux/timerfd.h> includes the kernel's. */
#ifndef _ASM_GENERIC_FCNTL_H
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif

/* For _IOW. */
#include <bits/ioctl.h>

#define TFD_IOC_SET_TICKS _IOW('T', 0, unsigned long long)

#endif
