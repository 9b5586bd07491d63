/* SPDX-License-Identifier: MIT */
/* Adds sem_clockwait. Keeps <fcntl.h>, which musl's header includes, from defining struct iovec.
 * <linux/uio.h> defines it too (see <bits/hold.h>). */
#ifndef _NACRE_SEMAPHORE_H
#define _NACRE_SEMAPHORE_H

#include <bits/hold.h>
#include_next <semaphore.h>
#include <bits/release.h>

#if defined(_GNU_SOURCE) || (defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE >= 202405L) || \
	(defined(_XOPEN_SOURCE) && _XOPEN_SOURCE >= 800)
#define __NEED_clockid_t
#include <bits/alltypes.h>

#ifdef __cplusplus
extern "C" {
#endif

int sem_clockwait(sem_t *__restrict, clockid_t, const struct timespec *__restrict);

#ifdef __cplusplus
}
#endif
#endif

#endif
