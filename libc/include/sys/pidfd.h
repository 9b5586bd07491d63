/* SPDX-License-Identifier: MIT
 * Process descriptors. The manual pages describe the functions: pidfd_open(3), pidfd_getfd(3),
 * pidfd_send_signal(3). */
#ifndef _SYS_PIDFD_H
#define _SYS_PIDFD_H

/* For the constants and structures. It includes <linux/fcntl.h>. If long has 64 bits, <fcntl.h> uses the
 * structures of that header. */
#ifndef __LP64__
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif
#include <linux/pidfd.h>

#include <bits/hold.h>
#include <fcntl.h>
#include <bits/release.h>

#define __NEED_pid_t
#include <bits/alltypes.h>

/* <linux/pidfd.h> defines the kernel's O_ACCMODE, which differs. If the program has included <fcntl.h>
 * earlier, the kernel's definition would be the last one. */
#undef O_ACCMODE
#define O_ACCMODE (03 | O_SEARCH)

#ifdef __cplusplus
extern "C" {
#endif

int pidfd_getfd(int, int, unsigned);
pid_t pidfd_getpid(int);
int pidfd_open(pid_t, unsigned);
/* struct siginfo_t is the tag of siginfo_t of <signal.h>. That header is not included, because it
 * conflicts with <asm/signal.h>. */
struct siginfo_t;
int pidfd_send_signal(int, int, struct siginfo_t *, unsigned);

#ifdef __cplusplus
}
#endif

#endif
