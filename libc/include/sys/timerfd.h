/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_TIMERFD_H
#define _NACRE_SYS_TIMERFD_H

#include <bits/hold.h>
#include_next <sys/timerfd.h>
#include <bits/release.h>

/* <linux/timerfd.h> includes the kernel's struct flock, which <fcntl.h> defines too. */
#ifndef _ASM_GENERIC_FCNTL_H
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif

/* For _IOW. */
#include <bits/ioctl.h>

#define TFD_IOC_SET_TICKS _IOW('T', 0, unsigned long long)

#endif
