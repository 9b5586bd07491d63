/* SPDX-License-Identifier: MIT */
/* Adds epoll_pwait2. Keeps <fcntl.h>, which musl's header includes, from defining struct iovec.
 * <linux/uio.h> defines it too (see <bits/hold.h>). */
#ifndef _NACRE_SYS_EPOLL_H
#define _NACRE_SYS_EPOLL_H

#include <bits/hold.h>
#include_next <sys/epoll.h>
#include <bits/release.h>

#define EPOLL_URING_WAKE (1U << 27)

#ifdef __cplusplus
extern "C" {
#endif

struct timespec;
int epoll_pwait2(int, struct epoll_event *, int, const struct timespec *, const sigset_t *);

#ifdef __cplusplus
}
#endif

#endif
