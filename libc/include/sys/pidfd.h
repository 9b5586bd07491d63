/* SPDX-License-Identifier: MIT
 * Descriptors of processes. The functions' manual pages say what they do and what their errors are:
 * pidfd_open(3), pidfd_getfd(3), pidfd_send_signal(3). */
#ifndef _SYS_PIDFD_H
#define _SYS_PIDFD_H

/* The constants and structures. It includes <linux/fcntl.h>, whose structures <fcntl.h> takes where long has 64 bits. */
#ifndef __LP64__
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif
#include <linux/pidfd.h>

#include <bits/hold.h>
#include <fcntl.h>
#include <bits/release.h>

#define __NEED_pid_t
#include <bits/alltypes.h>

/* The kernel's differs, and comes last if the program had included <fcntl.h> already. */
#undef O_ACCMODE
#define O_ACCMODE (03 | O_SEARCH)

#ifdef __cplusplus
extern "C" {
#endif

int pidfd_getfd(int, int, unsigned);
pid_t pidfd_getpid(int);
int pidfd_open(pid_t, unsigned);
/* The type is siginfo_t, of <signal.h>. That header clashes with <asm/signal.h>. */
struct siginfo_t;
int pidfd_send_signal(int, int, struct siginfo_t *, unsigned);

#ifdef __cplusplus
}
#endif

#endif
