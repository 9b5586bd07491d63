// SPDX-License-Identifier: MIT
// Typed system calls for files (sysdeps/contract/files.hpp), and a probe for the support of pidfds.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <raw_syscall.hpp>

#include "support/errors.hpp"
#include "support/result.hpp"

namespace nacre::sys {

inline Result<int> open_to_read(const char* path, int flags = 0) {
  return Result<int>::from_kernel(raw_syscall(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path),
                                              O_RDONLY | O_CLOEXEC | O_LARGEFILE | flags));
}

inline Result<size_t> read(int file, void* buffer, size_t length) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_read, file, reinterpret_cast<long>(buffer), static_cast<long>(length)));
}

inline Result<size_t> resize(int file, size_t length) {
  return Result<size_t>::from_kernel(raw_syscall(SYS_ftruncate, file, static_cast<long>(length)));
}

inline void close(int file) { raw_syscall(SYS_close, file); }

inline void write_error(const char* text, size_t length) {
  raw_syscall(SYS_write, 2, reinterpret_cast<long>(text), static_cast<long>(length));
}

inline Result<size_t> close_range(unsigned first, unsigned last) {
#ifdef SYS_close_range
  return Result<size_t>::from_kernel(raw_syscall(SYS_close_range, first, last, 0));
#else
  return Result<size_t>::failure(ENOSYS);
#endif
}

// pidfd_open fails for the invalid process ID -1, so it allocates nothing. An error other than ENOSYS
// shows that the kernel has the call.
inline bool has_pidfds() {
#ifdef SYS_pidfd_open
  return !is_missing(Result<int>::from_kernel(raw_syscall(SYS_pidfd_open, -1, 0)).error());
#else
  return false;
#endif
}

}  // namespace nacre::sys
