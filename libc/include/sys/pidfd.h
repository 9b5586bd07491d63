/* SPDX-License-Identifier: MIT
 * Process descriptors. The manual pages describe the functions: pidfd_open(3), pidfd_getfd(3),
 * pidfd_send_signal(3). */
#ifndef _SYS_PIDFD_H
#define _SYS_PIDFD_H

/* <linux/pidfd.h> has the constants and structures. It includes <linux/fcntl.h>, which defines struct
 * flock. If long has 64 bits, <fcntl.h> uses that structure. Otherwise its offsets have 32 bits, and
 * HAVE_ARCH_STRUCT_FLOCK makes <linux/fcntl.h> omit it. */
#ifndef __LP64__
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif
#include <linux/pidfd.h>

#include <bits/hold.h>
#include <fcntl.h>
#include <bits/release.h>

#define __NEED_pid_t
#include <bits/alltypes.h>

/* <linux/pidfd.h> defines the kernel's O_ACCMODE, which lacks O_SEARCH. If the program has included
 * <fcntl.h> before this file, the kernel's definition is in effect here, so define the libc's again. */
#undef O_ACCMODE
#define O_ACCMODE (03 | O_SEARCH)

#ifdef __cplusplus
extern "C" {
#endif

int pidfd_getfd(int, int, unsigned);
pid_t pidfd_getpid(int);
int pidfd_open(pid_t, unsigned);
/* The same type as siginfo_t. This file does not include <signal.h>, because that header conflicts with
 * <asm/signal.h>. */
struct siginfo_t;
int pidfd_send_signal(int, int, struct siginfo_t *, unsigned);

#ifdef __cplusplus
}
#endif

#endif
