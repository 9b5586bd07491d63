/* SPDX-License-Identifier: MIT */
/* Adds functions that musl's header lacks. */
#ifndef _NACRE_PTHREAD_H
#define _NACRE_PTHREAD_H

#include_next <pthread.h>

#if defined(_GNU_SOURCE) || (defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE >= 202405L) || \
	(defined(_XOPEN_SOURCE) && _XOPEN_SOURCE >= 800)
#ifdef __cplusplus
extern "C" {
#endif

int pthread_cond_clockwait(pthread_cond_t *__restrict, pthread_mutex_t *__restrict, clockid_t, const struct timespec *__restrict);
int pthread_mutex_clocklock(pthread_mutex_t *__restrict, clockid_t, const struct timespec *__restrict);
int pthread_rwlock_clockrdlock(pthread_rwlock_t *__restrict, clockid_t, const struct timespec *__restrict);
int pthread_rwlock_clockwrlock(pthread_rwlock_t *__restrict, clockid_t, const struct timespec *__restrict);
#ifdef _GNU_SOURCE
int pthread_clockjoin_np(pthread_t, void **, clockid_t, const struct timespec *);
pid_t pthread_gettid_np(pthread_t);
#endif

#ifdef __cplusplus
}
#endif
#endif

#endif
