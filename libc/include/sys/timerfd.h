/* SPDX-License-Identifier: MIT */
/* Adds TFD_IOC_SET_TICKS. Keeps <fcntl.h>, which musl's header includes, from defining struct iovec.
 * <linux/uio.h> defines it too (see <bits/hold.h>). */
#ifndef _NACRE_SYS_TIMERFD_H
#define _NACRE_SYS_TIMERFD_H

#include <bits/hold.h>
#include_next <sys/timerfd.h>
#include <bits/release.h>

/* musl's header includes <fcntl.h>, which defines struct flock. Keep a later <linux/timerfd.h> from
 * defining it again. */
#ifndef _ASM_GENERIC_FCNTL_H
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif

/* For _IOW. */
#include <bits/ioctl.h>

#define TFD_IOC_SET_TICKS _IOW('T', 0, unsigned long long)

#endif
