/* SPDX-License-Identifier: MIT
 * Small buffers for keys.
 *
 * Where the kernel has memfd_secret, such a buffer is in memory that the kernel itself has not mapped:
 * neither another process nor this one reads it through /proc/PID/mem, process_vm_readv or ptrace, and no
 * core dump has it. Elsewhere it is ordinary memory that is locked, so it is never swapped out, and left
 * out of core dumps; who may debug the process reads it. nacre_secret_kind tells which of the two it is.
 *
 * Either way it begins as zeros, lies between pages that must not be touched, with its end as near to the
 * upper one as a boundary of 16 bytes lets it, is wiped when it is freed, and is not in a forked child.
 *
 *   A forked child  has no such memory. To touch it there is SIGSEGV, unless the child has meanwhile mapped
 *                   something else to that address; to free it there does nothing; its size there is 0.
 *                   This holds for fork, _Fork and clone, also while another thread is in
 *                   nacre_secret_alloc; a fork by a bare system call at that moment is the exception. A
 *                   child of vfork or posix_spawn borrows all of its parent's memory, this too.
 *   System calls    that copy bytes, as read, write, send and getrandom do, take it as a buffer; arc4random_buf
 *                   fills it with random bytes. Those that hold on to pages answer EFAULT for secret memory:
 *                   with O_DIRECT, vmsplice, registered buffers of io_uring.
 *   Hibernation     is refused by the kernel while there is any secret memory.
 *
 * It takes whole pages, which count against RLIMIT_MEMLOCK: 8 MiB in most places, 64 KiB in some. */
#ifndef _NACRE_SECRET_H
#define _NACRE_SECRET_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum nacre_secret_memory {
	NACRE_SECRET_NONE = 0,  /* null, or a parent's */
	NACRE_SECRET_MEMFD = 1, /* memfd_secret's */
	NACRE_SECRET_LOCKED = 2 /* ordinary memory, locked and not dumped */
};

/* A flag of nacre_secret_alloc: memfd_secret's memory or none. */
#define NACRE_SECRET_NO_FALLBACK 1u

/* A buffer of `size` bytes, aligned for any type, all zeros.
 *
 * size     in bytes, 1 or more
 * flags    0, or NACRE_SECRET_NO_FALLBACK
 * Returns  the buffer, or null with errno
 *          EINVAL  size 0, or an unknown flag
 *          EAGAIN  more than RLIMIT_MEMLOCK lets this process lock, or more than there is to lock
 *          EMFILE, ENFILE  no descriptor is free: one is needed for a moment, and is closed again
 *          ENOMEM  not enough memory or addresses
 *          what memfd_secret or a call after it answered, with NACRE_SECRET_NO_FALLBACK where there would be
 *          a fallback: ENOSYS before Linux 5.14, before 6.5 unless started with secretmem.enable=1, or on an
 *          architecture without; EPERM and others in a sandbox
 *          what a sandbox answers to mmap, mprotect or madvise
 *          Nothing is returned that is less than was said above.
 * Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the new buffer.
 *          No cancellation point. errno is unchanged on success.
 * Old      before Linux 4.14 a child cannot free or ask for it either, but must not touch it at all.
 * Source   memfd_secret(2), madvise(2) */
void *nacre_secret_alloc(size_t size, unsigned flags);

/* Wipes and unmaps a buffer. Null, and in a child a parent's, are left alone; what is no buffer, or was
 * freed, must not be given: mostly it ends the process.
 *
 * Safety   MT-Safe as free is: nobody may be using it. AS-Safe. AC-Unsafe: a thread that is cancelled
 *          asynchronously cannot tell whether the buffer was freed. No cancellation point. errno is
 *          unchanged. */
void nacre_secret_free(void *secret);

/* Its size in bytes, as it was asked for; 0 for null, and in a child for a parent's.
 *
 * Safety   MT-Safe, AS-Safe, AC-Safe; of the next two as well. */
size_t nacre_secret_size(const void *secret);

/* Which kind of memory it is. */
enum nacre_secret_memory nacre_secret_kind(const void *secret);

/* Why it is not memfd_secret's memory: the errno that this, or a call after it, answered; 0 where it is. */
int nacre_secret_refusal(const void *secret);

#ifdef __cplusplus
}

#if __STDC_HOSTED__ && __cplusplus >= 202002L
#include <cstddef>
#include <span>

namespace nacre {

/* The same, as an object that owns it: empty where it could not be had, and then errno says why; empty in a
 * forked child. */
class Secret {
public:
	Secret() = default;
	explicit Secret(std::size_t size, unsigned flags = 0) noexcept : bytes_(nacre_secret_alloc(size, flags)) {}
	Secret(Secret &&other) noexcept : bytes_(other.bytes_) { other.bytes_ = nullptr; }
	Secret &operator=(Secret &&other) noexcept
	{
		Secret taken(static_cast<Secret &&>(other));
		void *const before = bytes_;
		bytes_ = taken.bytes_;
		taken.bytes_ = before;
		return *this;
	}
	~Secret() { nacre_secret_free(bytes_); }

	explicit operator bool() const noexcept { return nacre_secret_size(bytes_) != 0; }
	std::span<std::byte> bytes() const noexcept
	{
		return {static_cast<std::byte *>(bytes_), nacre_secret_size(bytes_)};
	}
	nacre_secret_memory kind() const noexcept { return nacre_secret_kind(bytes_); }
	int refusal() const noexcept { return nacre_secret_refusal(bytes_); }

private:
	void *bytes_ = nullptr;
};

}
#endif
#endif
#endif
