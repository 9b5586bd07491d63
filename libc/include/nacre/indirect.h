/* SPDX-License-Identifier: MIT
 * Adds flags for the new descriptor to system calls that have no argument for them. This implements the
 * idea of the sys_indirect patches of November 2007, on every kernel. An example:
 *
 *   struct indirect_registers call = {SYS_accept, {listener, (uintptr_t)&address, (uintptr_t)&length}};
 *   union indirect_params flags = {{O_CLOEXEC | O_NONBLOCK}};
 *   int connection = nacre_indirect(&call, &flags, sizeof flags);
 *
 * One system call creates the descriptor and sets its flags, so no other thread can fork in between.
 * nacre_indirect(3) describes the function in full. docs/indirect.md discusses the idea. */
#ifndef _NACRE_INDIRECT_H
#define _NACRE_INDIRECT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The headers of a kernel with the system call sys_indirect define the two structures below. Mainline
 * Linux does not have this call; nacre has a patch that adds it. */
#if defined __has_include
#if __has_include(<linux/indirect.h>)
#include <linux/indirect.h>
#endif
#endif

#ifndef INDIRECT_PARAMS_LONGEST
/* A system call and its arguments, in the order of the kernel. A pointer is stored as a number, and a
 * negative number is sign-extended. The layout is the same on all architectures and has no padding:
 *
 *              number  arguments[0]  [1]  [2]  [3]  [4]  [5]
 *   x86_64     rax     rdi           rsi  rdx  r10  r8   r9
 *   i386       eax     ebx           ecx  edx  esi  edi  ebp
 *   aarch64    x8      x0            x1   x2   x3   x4   x5
 *
 * 32-bit architectures use the lower half of each member. Superfluous arguments are ignored. */
struct indirect_registers {
	uint64_t number; /* SYS_... of <sys/syscall.h> */
	uint64_t arguments[6];
};

/* The additional parameters. Zeros mean none. Later versions may add members to the union, and fields at
 * the end of each member. A new field that is zero changes nothing. */
union indirect_params {
	struct {
		int flags; /* O_CLOEXEC, O_NONBLOCK of <fcntl.h> */
	} file_flags;
};
#endif

/* The maximum of params_size, in bytes. */
#define NACRE_INDIRECT_LONGEST 4096

/* Makes a system call with additional parameters.
 *
 * registers    the system call
 * params       the additional parameters, or null
 * params_size  sizeof *params. Bytes that a shorter block does not have count as zeros. The additional
 *              bytes of a longer block must be zeros.
 *
 * The table lists the calls that accept flags. Its columns are the requested call, the call that is made
 * if there are flags, and the accepted flags. "both" is O_CLOEXEC and O_NONBLOCK.
 *
 *   socket, socketpair           itself                 both
 *   accept, accept4              accept4                both
 *   pipe, pipe2                  pipe2                  both
 *   dup                          fcntl F_DUPFD_CLOEXEC  O_CLOEXEC
 *   dup2, dup3                   dup3                   O_CLOEXEC
 *   fcntl F_DUPFD                fcntl F_DUPFD_CLOEXEC  O_CLOEXEC
 *   epoll_create, epoll_create1  epoll_create1          O_CLOEXEC
 *   eventfd, eventfd2            eventfd2               both
 *   signalfd, signalfd4          signalfd4              both
 *   inotify_init, inotify_init1  inotify_init1          both
 *   timerfd_create               itself                 both
 *   memfd_create                 itself                 O_CLOEXEC
 *   open, openat                 itself                 both
 *   creat                        open                   both
 *
 * dup2 of a descriptor onto itself returns it, or fails with EBADF, and changes nothing. Other commands
 * of fcntl accept no flags. An existing descriptor of signalfd keeps its flags.
 *
 * Flags that an argument already contains are kept. Calls such as fanotify_init, open_by_handle_at and
 * recvmsg always had flags of their own and serve few programs. They are not in the table: use their own
 * flags.
 *
 * Without additional parameters, the function makes every call that syscall() can make. This excludes
 * calls such as vfork and rt_sigreturn.
 *
 * Returns  the result of the call, or -1 with errno. These errors are checked in this order:
 *          EFAULT  registers is null; any other bad pointer may cause SIGSEGV
 *          E2BIG   params_size is above NACRE_INDIRECT_LONGEST, or params is not zero beyond the
 *                  structure that this library knows
 *          ENOSYS  with flags: the number is not in <sys/syscall.h>, or the kernel lacks the call that
 *                  the table names in its second column; without flags: the kernel lacks the call
 *          EINVAL  a flag is unknown, or the call does not accept it
 *          The errors of the call follow.
 * Safety   MT-Safe. AS-Safe if the call is; all calls in the table are. AC-Unsafe: a thread that is
 *          cancelled asynchronously may lose the new descriptor. accept, accept4, open, openat and creat
 *          are cancellation points, with or without flags. Other calls that are made through this
 *          function are not. errno is unchanged on success.
 * Kernels  before Linux 2.6.27 (accept: 2.6.28; dup and fcntl: 2.6.24), a call with flags fails. The
 *          error is EINVAL for dup and for calls that take flags in an argument, and ENOSYS for the
 *          others. open, openat and creat do not fail: before Linux 2.6.23, they ignore O_CLOEXEC.
 *          There is no fallback.
 * Source   "sys_indirect system call", patches by Ulrich Drepper on linux-kernel, version 5, 21 November
 *          2007; openat2(2) and clone3(2) for the rules about params_size */
long nacre_indirect(const struct indirect_registers *registers, const union indirect_params *params,
                    size_t params_size);

#ifdef __cplusplus
}
#endif
#endif
