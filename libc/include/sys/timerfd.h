/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_TIMERFD_H
#define _NACRE_SYS_TIMERFD_H

#include_next <sys/timerfd.h>

#include <sys/ioctl.h>

#define TFD_IOC_SET_TICKS _IOW('T', 0, unsigned long long)

#endif
