/* SPDX-License-Identifier: MIT
 * Process descriptors. The manual pages describe the functions: pidfd_open(3), pidfd_getfd(3),
 * pidfd_send_signal(3). */
#ifndef _SYS_PIDFD_H
#define _SYS_PIDFD_H

/* <linux/pidfd.h> has the constants and structures. It includes <linux/fcntl.h>, which defines struct
 * flock, as <fcntl.h> does. If long has 64 bits, the two structures are the same, and the libc's
 * <fcntl.h> leaves its own out. If long has 32 bits, the kernel's structure has 32-bit offsets and the
 * libc's has 64-bit offsets: HAVE_ARCH_STRUCT_FLOCK hides the kernel's. */
#ifndef __LP64__
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif
#include <linux/pidfd.h>

/* <bits/hold.h> keeps <fcntl.h> from defining struct iovec, which <linux/uio.h> defines too. */
#include <bits/hold.h>
#include <fcntl.h>
#include <bits/release.h>

#define __NEED_pid_t
#include <bits/alltypes.h>

/* <linux/fcntl.h> redefines O_ACCMODE without O_SEARCH. If the program has included <fcntl.h> before this
 * file, the #include above does not correct that. So define the libc's value again. */
#undef O_ACCMODE
#define O_ACCMODE (03 | O_SEARCH)

#ifdef __cplusplus
extern "C" {
#endif

int pidfd_getfd(int, int, unsigned);
pid_t pidfd_getpid(int);
int pidfd_open(pid_t, unsigned);
/* <signal.h> of nacre makes siginfo_t a typedef of struct siginfo_t, so this is the same type. This file
 * does not include <signal.h>, so that a program can use it with <asm/signal.h>. */
struct siginfo_t;
int pidfd_send_signal(int, int, struct siginfo_t *, unsigned);

#ifdef __cplusplus
}
#endif

#endif
