// SPDX-License-Identifier: MIT
// Memory mappings. Lengths are in bytes; addresses are multiples of the page size. No function here
// changes errno or is a cancellation point. Each function returns the errors of the system call that its
// comment names.
#pragma once
#include <memory.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// mmap(2) of new anonymous memory, with the PROT_* and MAP_* flags as given.
static_assert(
    is<decltype(map_anonymous), Result<void*>(size_t length, unsigned protection, unsigned flags)>);

// mmap(2) of readable and writable memory with MAP_DROPPABLE. The kernel may reclaim its pages at any
// moment, and a reclaimed page reads as zeros. EINVAL before Linux 6.11.
static_assert(is<decltype(map_droppable), Result<void*>(size_t length)>);

// mmap(2) with MAP_FIXED: replaces the mapping at `pages` by a mapping of `file` from its beginning. For
// anonymous memory, `file` is -1 and `flags` has MAP_ANONYMOUS. MAP_FIXED is added to `flags`.
static_assert(is<decltype(map_over), Result<void*>(void* pages, size_t length, unsigned protection,
                                                   unsigned flags, int file)>);

// munmap(2). Cannot fail for pages that map_anonymous or map_droppable returned.
static_assert(is<decltype(unmap), void(void* pages, size_t length)>);

// madvise(2); `advice` is one of MADV_*.
static_assert(is<decltype(advise), Result<size_t>(void* pages, size_t length, int advice)>);

// madvise(2) with MADV_DONTNEED: makes private anonymous pages read as zeros. A droppable mapping stays
// droppable.
static_assert(is<decltype(drop), Result<size_t>(void* pages, size_t length)>);

// mprotect(2).
static_assert(is<decltype(protect), Result<size_t>(void* pages, size_t length, unsigned protection)>);

// Makes the kernel allocate the page, by letting rt_sigprocmask(2) store the signal mask at its start.
// Fails with EFAULT if no memory can be allocated. A store by the program would raise SIGBUS in this
// case.
static_assert(is<decltype(prefault), Result<size_t>(void* page)>);

// memfd_secret(2): creates a file whose pages are not in the kernel's direct map of memory. ENOSYS if
// the kernel or the architecture lacks the call. `flags` is 0 or O_CLOEXEC.
static_assert(is<decltype(memfd_secret), Result<int>(unsigned flags)>);

}  // namespace nacre::sys
