/* SPDX-License-Identifier: MIT
 * Wrappers of system calls for memory. No other libc has these wrappers. Each function makes the system
 * call of the same name without the prefix nacre_. The function's manual page describes it.
 *
 * Safety   MT-Safe, AS-Safe. nacre_cachestat is AC-Safe. The other functions are AC-Unsafe: a thread
 *          that is cancelled asynchronously may lose the new descriptor or mapping. No cancellation
 *          points. errno is unchanged on success.
 * Kernels  on kernels without the system call, the error is ENOSYS. There is no fallback.
 *
 * With _GNU_SOURCE, <sys/mman.h> declares wrappers of more system calls, which other libcs have too. */
#ifndef _NACRE_MEMORY_H
#define _NACRE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Creates a descriptor of memory that the kernel removes from its direct map, so that no other process
 * can read it. Set its size once with ftruncate, and map it with MAP_SHARED. <nacre/secret.h> uses this
 * memory for small buffers. See nacre_memfd_secret(3).
 *
 * flags    0, or O_CLOEXEC of <fcntl.h>
 * Returns  the descriptor, or -1 with errno EINVAL (flags), EMFILE, ENFILE, ENOMEM, ENOSYS
 * Since    Linux 5.14
 * Kernels  before Linux 5.14: ENOSYS. Linux 5.14 to 6.4: ENOSYS unless the kernel was started with
 *          secretmem.enable=1. Linux 6.5 and later: ENOSYS if it was started with secretmem.enable=0.
 *          All versions: ENOSYS on architectures without secret memory.
 * Source   memfd_secret(2); the kernel's mm/secretmem.c */
int nacre_memfd_secret(unsigned flags);

/* These structures have the layout of those in <linux/mman.h> of Linux 6.5. They have other names, so
 * that programs compile with kernel headers of any age. */
struct nacre_cachestat_range {
	uint64_t off; /* start in bytes */
	uint64_t len; /* length in bytes; 0: until the end of the file */
};
struct nacre_cachestat_counts {
	uint64_t nr_cache;            /* pages in the page cache */
	uint64_t nr_dirty;            /* dirty pages */
	uint64_t nr_writeback;        /* pages under writeback */
	uint64_t nr_evicted;          /* evicted pages */
	uint64_t nr_recently_evicted; /* pages evicted so recently that more memory would have kept them */
};

/* Counts the pages of a part of a file that are in the page cache. See nacre_cachestat(3).
 *
 * fd       a descriptor of the file
 * range    the part of the file, in bytes
 * pages    where the counts are stored, in pages
 * flags    0
 * Returns  0, or -1 with errno EBADF, EFAULT, EINVAL (flags), EOPNOTSUPP (hugetlbfs), EPERM (since
 *          Linux 6.14, and in updated stable kernels: the caller does not own the file and may not write
 *          to it), ENOSYS
 * Since    Linux 6.5
 * Source   cachestat(2) */
int nacre_cachestat(unsigned fd, const struct nacre_cachestat_range *range,
                    struct nacre_cachestat_counts *pages, unsigned flags);

/* Maps a shadow stack, for a program that creates its own threads or contexts. See
 * nacre_map_shadow_stack(3).
 *
 * addr     the requested address, or null
 * size     in bytes
 * flags    0, or 1 (SHADOW_STACK_SET_TOKEN of <sys/mman.h>) to store a token for switching to the stack;
 *          on aarch64 also 2 (SHADOW_STACK_SET_MARKER) for an empty entry above the token
 * Returns  the lowest address, or MAP_FAILED with errno EINVAL (flags, addr, size), EEXIST (addr is in
 *          use), ERANGE (on x86_64, addr is below 4 GiB), ENOSPC (size is too small for the token),
 *          ENOMEM, EOVERFLOW (size), EOPNOTSUPP (no support in the processor or the kernel), ENOSYS
 * Since    Linux 6.6 on x86_64, 6.13 on aarch64, 7.0 on riscv64
 * Source   the kernel's arch/x86/kernel/shstk.c, arch/arm64/mm/gcs.c and arch/riscv/kernel/usercfi.c */
void *nacre_map_shadow_stack(void *addr, size_t size, unsigned flags);

#ifdef __cplusplus
}
#endif
#endif
