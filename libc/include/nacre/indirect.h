/* SPDX-License-Identifier: MIT
 * Calls with more than their arguments can say: the idea of the sys_indirect patches of November 2007, on any
 * kernel. A system call is given as its number and its arguments, and beside it a block that says what the
 * call itself has no argument for, here which flags a new descriptor is born with:
 *
 *   struct indirect_registers call = {SYS_accept, {listener, (uintptr_t)&address, (uintptr_t)&length}};
 *   union indirect_params flags = {{O_CLOEXEC | O_NONBLOCK}};
 *   int connection = nacre_indirect(&call, &flags, sizeof flags);
 *
 * Each is carried out by the one call of the kernel that takes the flags, or by a kernel's own sys_indirect:
 * nothing is set afterwards, so no child is forked between. docs/indirect.md weighs the idea against what
 * became of it. */
#ifndef _NACRE_INDIRECT_H
#define _NACRE_INDIRECT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A kernel that has the call itself has these in a header of its own. */
#if defined __has_include
#if __has_include(<linux/indirect.h>)
#include <linux/indirect.h>
#endif
#endif

#ifndef INDIRECT_PARAMS_LONGEST
/* A call and its arguments, in the order in which the kernel takes them; a pointer as a number, and a
 * negative number with its sign. It is laid out alike on all architectures, without padding:
 *
 *              number  arguments[0]  [1]  [2]  [3]  [4]  [5]
 *   x86_64     rax     rdi           rsi  rdx  r10  r8   r9
 *   i386       eax     ebx           ecx  edx  esi  edi  ebp
 *   aarch64    x8      x0            x1   x2   x3   x4   x5
 *
 * On an architecture of 32 bits the lower half of each is taken. What a call has not is not looked at. */
struct indirect_registers {
	uint64_t number; /* SYS_... of <sys/syscall.h> */
	uint64_t arguments[6];
};

/* What is asked beside. Zeros ask for nothing. It may grow: by members of the union, and by fields at the
 * end of each, whose zero means what there was before. */
union indirect_params {
	struct {
		int flags; /* O_CLOEXEC, O_NONBLOCK of <fcntl.h> */
	} file_flags;
};
#endif

/* The longest block, in bytes. */
#define NACRE_INDIRECT_LONGEST 4096

/* Makes a call, with what `params` asks beside.
 *
 * registers    the call
 * params       what is asked beside, or null for nothing
 * params_size  of it in bytes, as the program was compiled. A shorter block than the library's means zeros
 *              for the rest of it, 0 nothing; of a longer one, what is more must be zeros.
 *
 * These take flags, both of them where nothing is said, by the call that stands behind the colon:
 *   socket, socketpair      themselves, in their type
 *   accept: accept4         and accept4
 *   pipe: pipe2             and pipe2
 *   dup: fcntl F_DUPFD_CLOEXEC    O_CLOEXEC only
 *   dup2: dup3              and dup3; O_CLOEXEC only. dup2 of a descriptor to itself answers with it, or
 *                           EBADF, and changes nothing.
 *   fcntl F_DUPFD: fcntl F_DUPFD_CLOEXEC    O_CLOEXEC only; fcntl's other commands take none
 *   epoll_create: epoll_create1    and epoll_create1; O_CLOEXEC only
 *   eventfd: eventfd2       and eventfd2
 *   signalfd: signalfd4     and signalfd4; a descriptor that there was before is left as it is
 *   inotify_init: inotify_init1    and inotify_init1
 *   timerfd_create          itself
 *   memfd_create            itself; O_CLOEXEC only
 *   open, openat            themselves
 *   creat: open             O_CLOEXEC and O_NONBLOCK
 * Flags that stand in an argument already are kept. Calls that had flags of their own when they were new, and
 * are of no use to more than a few programs, as fanotify_init, open_by_handle_at and recvmsg, are not among
 * these: EINVAL; give them theirs.
 *
 * Every call, these too, can be made with nothing asked. It is the call that the number says then, as by
 * syscall(), and what syscall() cannot carry, as vfork and rt_sigreturn, this cannot either.
 *
 * Returns  what the call does, or -1 with errno
 *          EFAULT  registers is null; any other bad pointer to them or to params may be SIGSEGV
 *          E2BIG   params_size above NACRE_INDIRECT_LONGEST; or something else than zeros after what this
 *                  library knows of
 *          ENOSYS  the number is no call's: none that <sys/syscall.h> names, where flags are asked for, else
 *                  none of this kernel's; or this kernel has no form of the call that takes flags
 *          EINVAL  flags for a call that takes none, that this one does not take, or that nobody knows
 *          whatever the call answers. They are looked for in this order.
 * Safety   MT-Safe. AS-Safe where the call is: all of those above are. AC-Unsafe: a thread that is
 *          cancelled asynchronously may lose the new descriptor. accept, accept4, open,
 *          openat and creat are cancellation points, with flags and without; no other call is, made by this.
 *          errno is unchanged on success.
 * Old      before Linux 2.6.27, 2.6.28 for accept: ENOSYS, but EINVAL from those that take flags themselves
 *          or by fcntl. Nothing is put in their place.
 * Source   the patches by Ulrich Drepper on linux-kernel, "sys_indirect system call", fifth version, 21
 *          November 2007; openat2(2) and clone3(2) for the size */
long nacre_indirect(const struct indirect_registers *registers, const union indirect_params *params,
                    size_t params_size);

#ifdef __cplusplus
}
#endif
#endif
