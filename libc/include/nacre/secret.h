/* SPDX-License-Identifier: MIT
 * Small buffers for keys. nacre_secret_alloc(3) describes them in full.
 *
 * A buffer is in memory from memfd_secret if the kernel provides it, and otherwise in ordinary memory
 * that is locked and excluded from core dumps. It lies between guard pages and is erased when it is
 * freed. A forked child does not have the buffers of its parent. A buffer uses whole pages, which count
 * against RLIMIT_MEMLOCK: 8 MiB on most systems, 64 KiB on some. */
#ifndef _NACRE_SECRET_H
#define _NACRE_SECRET_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum nacre_secret_memory {
	NACRE_SECRET_NONE = 0,  /* null, or a buffer of the parent of this process */
	NACRE_SECRET_MEMFD = 1, /* memory from memfd_secret */
	NACRE_SECRET_LOCKED = 2 /* ordinary memory, locked and excluded from core dumps */
};

/* A flag of nacre_secret_alloc: fail instead of returning ordinary memory that is locked. */
#define NACRE_SECRET_NO_FALLBACK 1u

/* Allocates a buffer. It is aligned for any type and filled with zeros.
 *
 * size     in bytes, 1 or more
 * flags    0, or NACRE_SECRET_NO_FALLBACK
 * Returns  the buffer, or null with errno:
 *          EINVAL          size is 0, or a flag is unknown
 *          EAGAIN          the buffer would exceed RLIMIT_MEMLOCK, or the system has too little memory
 *                          to lock
 *          EMFILE, ENFILE  no descriptor is free; the function needs one for a moment
 *          ENOMEM          not enough memory or address space
 *          With NACRE_SECRET_NO_FALLBACK, also the errors of memfd_secret and of the calls that follow
 *          it: ENOSYS where secret memory is unavailable, EPERM and others in a sandbox. In a sandbox,
 *          also the errors of mmap, mprotect and madvise.
 * Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the new
 *          buffer. No cancellation point. errno is unchanged on success.
 * Kernels  before Linux 5.14, before 6.5 unless the kernel was started with secretmem.enable=1, and on
 *          architectures without secret memory: locked memory. Before Linux 4.14, a forked child must
 *          not use a buffer of its parent at all.
 * Source   memfd_secret(2), madvise(2) */
void *nacre_secret_alloc(size_t size, unsigned flags);

/* Erases and unmaps a buffer.
 *
 * secret   a buffer. Null, and a buffer of the parent of this process, are ignored. Any other pointer,
 *          or a buffer that was freed, usually ends the process.
 * Safety   MT-Safe, but no other thread may use the buffer at the same time. AS-Safe. AC-Unsafe: after
 *          an asynchronous cancellation, it is unknown whether the buffer was freed. No cancellation
 *          point. errno is unchanged.
 * Kernels  see nacre_secret_alloc
 * Source   nacre */
void nacre_secret_free(void *secret);

/* Returns the requested size in bytes. For null, and for a buffer of the parent of this process, it
 * returns 0.
 *
 * Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged. The next two functions
 *          are equally safe.
 * Kernels  see nacre_secret_alloc
 * Source   nacre */
size_t nacre_secret_size(const void *secret);

/* Returns the kind of memory of a buffer. */
enum nacre_secret_memory nacre_secret_kind(const void *secret);

/* Returns why a buffer is not in memory from memfd_secret: the error number of memfd_secret, or of a call
 * after it that failed, such as mmap. Returns 0 for a buffer in memory from memfd_secret. */
int nacre_secret_refusal(const void *secret);

#ifdef __cplusplus
}

#if __STDC_HOSTED__ && __cplusplus >= 202002L
#include <cstddef>
#include <span>

namespace nacre {

/* Allocates a buffer, and frees it in the destructor. The object is empty in a forked child, and if the
 * allocation failed. After a failed allocation, errno has the reason. */
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
