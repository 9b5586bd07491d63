/* SPDX-License-Identifier: MIT */
#ifndef NACRE_SYS_EPOLL_H
#define NACRE_SYS_EPOLL_H

#include_next <sys/epoll.h>

#define EPOLL_URING_WAKE (1U << 27)

#endif
