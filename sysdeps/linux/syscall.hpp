// SPDX-License-Identifier: MIT
// Typed system calls: what libc/ asks of the kernel without errno and without cancellation.
#pragma once
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <raw_syscall.hpp>

#include "libc/support/result.hpp"

namespace nacre::sys {

inline Result<size_t> getrandom(void* buffer, size_t length, unsigned flags) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_getrandom, reinterpret_cast<long>(buffer), static_cast<long>(length), flags));
}

// New anonymous pages, `length` bytes long, readable and writable as `protection` says.
inline Result<void*> map_anonymous(size_t length, unsigned protection, unsigned flags) {
  return Result<void*>::from_kernel(
      raw_syscall(SYS_mmap, 0, static_cast<long>(length), protection, static_cast<long>(flags), -1, 0));
}

inline void unmap(void* pages, size_t length) {
  raw_syscall(SYS_munmap, reinterpret_cast<long>(pages), static_cast<long>(length));
}

// Makes private anonymous pages zeros, all at once; a droppable mapping stays one.
inline Result<size_t> drop(void* pages, size_t length) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_madvise, reinterpret_cast<long>(pages), static_cast<long>(length), MADV_DONTNEED));
}

inline void write_error(const char* text, size_t length) {
  raw_syscall(SYS_write, 2, reinterpret_cast<long>(text), static_cast<long>(length));
}

}  // namespace nacre::sys
