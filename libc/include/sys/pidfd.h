/* SPDX-License-Identifier: MIT
 * Descriptors of processes. The functions' manual pages say what they do and what their errors are:
 * pidfd_open(3), pidfd_getfd(3), pidfd_send_signal(3). */
#ifndef _NACRE_SYS_PIDFD_H
#define _NACRE_SYS_PIDFD_H

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/types.h>

/* struct pidfd_info, PIDFD_GET_INFO. It asks for <linux/fcntl.h>, which <fcntl.h> can be read beside only
 * where it shows all it has. */
#if defined(_GNU_SOURCE) && __has_include(<linux/pidfd.h>)
#include <linux/pidfd.h>
#endif

/* For pidfd_open. */
#define PIDFD_NONBLOCK O_NONBLOCK
#define PIDFD_THREAD O_EXCL

/* For pidfd_send_signal. */
#define PIDFD_SIGNAL_THREAD (1UL << 0)
#define PIDFD_SIGNAL_THREAD_GROUP (1UL << 1)
#define PIDFD_SIGNAL_PROCESS_GROUP (1UL << 2)

/* In the place of a descriptor: the calling thread, and its process. */
#define PIDFD_SELF_THREAD       (-10000)
#define PIDFD_SELF_THREAD_GROUP (-10001)
#define PIDFD_SELF              PIDFD_SELF_THREAD
#define PIDFD_SELF_PROCESS      PIDFD_SELF_THREAD_GROUP

/* Descriptors of its namespaces, by ioctl. */
#define PIDFS_IOCTL_MAGIC 0xff
#define PIDFD_GET_CGROUP_NAMESPACE            _IO(PIDFS_IOCTL_MAGIC, 1)
#define PIDFD_GET_IPC_NAMESPACE               _IO(PIDFS_IOCTL_MAGIC, 2)
#define PIDFD_GET_MNT_NAMESPACE               _IO(PIDFS_IOCTL_MAGIC, 3)
#define PIDFD_GET_NET_NAMESPACE               _IO(PIDFS_IOCTL_MAGIC, 4)
#define PIDFD_GET_PID_NAMESPACE               _IO(PIDFS_IOCTL_MAGIC, 5)
#define PIDFD_GET_PID_FOR_CHILDREN_NAMESPACE  _IO(PIDFS_IOCTL_MAGIC, 6)
#define PIDFD_GET_TIME_NAMESPACE              _IO(PIDFS_IOCTL_MAGIC, 7)
#define PIDFD_GET_TIME_FOR_CHILDREN_NAMESPACE _IO(PIDFS_IOCTL_MAGIC, 8)
#define PIDFD_GET_USER_NAMESPACE              _IO(PIDFS_IOCTL_MAGIC, 9)
#define PIDFD_GET_UTS_NAMESPACE               _IO(PIDFS_IOCTL_MAGIC, 10)

/* What PIDFD_GET_INFO is asked for and answers. */
#define PIDFD_INFO_PID             (1UL << 0)
#define PIDFD_INFO_CREDS           (1UL << 1)
#define PIDFD_INFO_CGROUPID        (1UL << 2)
#define PIDFD_INFO_EXIT            (1UL << 3)
#define PIDFD_INFO_COREDUMP        (1UL << 4)
#define PIDFD_INFO_SUPPORTED_MASK  (1UL << 5)
#define PIDFD_INFO_COREDUMP_SIGNAL (1UL << 6)
#define PIDFD_INFO_COREDUMP_CODE   (1UL << 7)
#define PIDFD_INFO_SIZE_VER0       64
#define PIDFD_INFO_SIZE_VER1       72
#define PIDFD_INFO_SIZE_VER2       80
#define PIDFD_INFO_SIZE_VER3       88

#define PIDFD_COREDUMPED    (1U << 0)
#define PIDFD_COREDUMP_SKIP (1U << 1)
#define PIDFD_COREDUMP_USER (1U << 2)
#define PIDFD_COREDUMP_ROOT (1U << 3)

#ifdef __cplusplus
extern "C" {
#endif

int pidfd_getfd(int, int, unsigned);
pid_t pidfd_getpid(int);
int pidfd_open(pid_t, unsigned);
#if defined(_POSIX_SOURCE) || defined(_POSIX_C_SOURCE) || defined(_XOPEN_SOURCE) || defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
int pidfd_send_signal(int, int, siginfo_t *, unsigned);
#endif

#ifdef __cplusplus
}
#endif

#endif
