/* SPDX-License-Identifier: MIT */
/* Included before each source. It defines what glibc's own headers define for the tests, where the libc lacks it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <features.h>
#include <limits.h>
#include <sys/cdefs.h>
#define IS_IN(library) 0
/* The sources of helpers mark the functions that are private in glibc. */
#define libc_hidden_proto(name)
#define libc_hidden_def(name)
#define __set_errno(number) (errno = (number))
#define __timespec64 timespec
#define __itimerspec64 itimerspec

#ifndef __GLIBC__
#define __time_t time_t
#define __off_t off_t
#define __off64_t off_t
#define __ino_t ino_t
#define __mode_t mode_t
#define __pid_t pid_t
#define __uid_t uid_t
#define __ssize_t ssize_t
#define __suseconds_t suseconds_t
#define __socklen_t socklen_t
#define __syscall_slong_t long
#define __syscall_ulong_t unsigned long
#define sigval_t union sigval
#define loff_t off_t
#define __time64_t time_t
#define __TIMESIZE 64
#define Lmid_t long
#define fcntl64 fcntl
#define __stpcpy stpcpy
#define __mempcpy mempcpy
typedef int (*__compar_fn_t)(const void *, const void *);
typedef int (*__compar_d_fn_t)(const void *, const void *, void *);
#define ALLPERMS 07777
#define sigmask(signal) (1U << ((signal) - 1))
/* Old names of robust mutexes. */
#define PTHREAD_MUTEX_ROBUST_NP PTHREAD_MUTEX_ROBUST
#define PTHREAD_MUTEX_STALLED_NP PTHREAD_MUTEX_STALLED
#define pthread_mutexattr_setrobust_np pthread_mutexattr_setrobust
#define pthread_mutexattr_getrobust_np pthread_mutexattr_getrobust
#define pthread_mutex_consistent_np pthread_mutex_consistent
#endif
