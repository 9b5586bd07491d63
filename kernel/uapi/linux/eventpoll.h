/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks EPOLL_IOC_TYPE: before Linux 6.9. */
#ifndef NACRE_LINUX_EVENTPOLL_H
#define NACRE_LINUX_EVENTPOLL_H

#include_next <linux/eventpoll.h>

#include <linux/ioctl.h>

struct epoll_params {
	__u32 busy_poll_usecs;
	__u16 busy_poll_budget;
	__u8 prefer_busy_poll;
	__u8 __pad;
};

#define EPOLL_IOC_TYPE 0x8a
#define EPIOCSPARAMS   _IOW(EPOLL_IOC_TYPE, 0x01, struct epoll_params)
#define EPIOCGPARAMS   _IOR(EPOLL_IOC_TYPE, 0x02, struct epoll_params)

#endif
