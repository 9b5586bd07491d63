// SPDX-License-Identifier: MIT
// Typed system calls for files and what is open, without errno and without cancellation.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

// To read; close-on-exec.
inline Result<int> open_to_read(const char* path, int flags = 0) {
  return Result<int>::from_kernel(raw_syscall(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path),
                                              O_RDONLY | O_CLOEXEC | O_LARGEFILE | flags));
}

inline Result<size_t> read(int file, void* buffer, size_t length) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_read, file, reinterpret_cast<long>(buffer), static_cast<long>(length)));
}

// Linux 5.9.
inline Result<size_t> close_range(unsigned first, unsigned last) {
#ifdef SYS_close_range
  return Result<size_t>::from_kernel(raw_syscall(SYS_close_range, first, last, 0));
#else
  return Result<size_t>::failure(ENOSYS);
#endif
}

// Has this kernel descriptors of processes that can be made by clone? Asked by what needs none.
inline bool has_pidfds() {
#ifdef SYS_pidfd_open
  return raw_syscall(SYS_pidfd_open, -1, 0) != -ENOSYS;
#else
  return false;
#endif
}

}  // namespace nacre::sys
