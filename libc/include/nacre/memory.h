/* SPDX-License-Identifier: MIT
 * System calls for memory that no other libc has a name for. Each is the kernel's, as it is: on a kernel
 * without it the answer is ENOSYS, and nothing is put in its place. They are MT-Safe and AS-Safe,
 * no cancellation points, and leave errno alone where they succeed. nacre_cachestat is AC-Safe. The others
 * are AC-Unsafe: a thread that is cancelled asynchronously may lose the new descriptor or mapping. Those that
 * other libcs do name are in <sys/mman.h>, with _GNU_SOURCE. */
#ifndef _NACRE_MEMORY_H
#define _NACRE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A descriptor of memory that the kernel takes out of its own map of all memory: nobody else reads it, not
 * through /proc, ptrace or process_vm_readv, and no core dump has it. Set its size once, by ftruncate, and
 * map it with MAP_SHARED; there is no read or write, and no seal. Mapped pages are locked in memory, and
 * count as such; a forked child shares them. System calls that copy bytes, as read, write and getrandom do,
 * take such memory as a buffer; those that hold on to its pages, as those with O_DIRECT do, answer EFAULT.
 * <nacre/secret.h> makes buffers for keys of it.
 *
 * flags    0, or O_CLOEXEC of <fcntl.h>; the FD_CLOEXEC of older manuals is EINVAL
 * Returns  the descriptor, or -1 with errno EINVAL (flags), EMFILE, ENFILE, ENOMEM, or ENOSYS: before Linux
 *          5.14; on an architecture that has it not; before 6.5 unless started with secretmem.enable=1; and
 *          with secretmem.enable=0. Of the calls after it, ftruncate says EINVAL the second time, and mmap
 *          EINVAL for MAP_PRIVATE, and EAGAIN for more than RLIMIT_MEMLOCK lets be locked; but Debian's
 *          Linux 6.1 maps that without an error, and without memory: to touch it is SIGBUS.
 * Since    Linux 5.14
 * Source   memfd_secret(2); the kernel's mm/secretmem.c */
int nacre_memfd_secret(unsigned flags);

struct nacre_cachestat_range {
	uint64_t off; /* in bytes */
	uint64_t len; /* in bytes; 0 is to the end of the file */
};

/* Numbers of pages. */
struct nacre_cachestat_counts {
	uint64_t nr_cache;
	uint64_t nr_dirty;
	uint64_t nr_writeback;
	uint64_t nr_evicted;          /* not there any more */
	uint64_t nr_recently_evicted; /* and so lately that more memory would have kept them */
};

/* How much of a part of a file is in the page cache. The structures are those of <linux/mman.h> 6.5 by
 * other names, for kernel headers of any age.
 *
 * flags    0: none is known
 * Returns  0, or -1 with errno EBADF, EFAULT, EINVAL (flags), EOPNOTSUPP (hugetlbfs), EPERM (later kernels:
 *          a file that one neither owns nor may write), ENOSYS
 * Since    Linux 6.5
 * Source   cachestat(2) */
int nacre_cachestat(unsigned fd, const struct nacre_cachestat_range *range,
                    struct nacre_cachestat_counts *pages, unsigned flags);

/* Memory for a shadow stack, which only calls and returns write to: for who makes threads or contexts of
 * his own in a process that has shadow stacks.
 *
 * addr     where, or null
 * size     in bytes
 * flags    0, or 1, SHADOW_STACK_SET_TOKEN of <asm/mman.h>, to begin it with a token to switch to it by
 * Returns  its lowest address, or MAP_FAILED with errno EINVAL (flags, addr), ENOSPC (too small for the
 *          token), ENOMEM, EOVERFLOW (size), EOPNOTSUPP (processor or kernel cannot), ENOSYS
 * Since    Linux 6.6 on x86_64, 6.13 on arm64
 * Source   the kernel's arch/x86/kernel/shstk.c */
void *nacre_map_shadow_stack(void *addr, size_t size, unsigned flags);

#ifdef __cplusplus
}
#endif
#endif
