// SPDX-License-Identifier: MIT
// Typed system calls: what libc/ asks of the kernel without errno and without cancellation.
#pragma once
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

inline Result<size_t> getrandom(void* buffer, size_t length, unsigned flags) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_getrandom, reinterpret_cast<long>(buffer), static_cast<long>(length), flags));
}

// Where files may be longer than a word says, the call counts an offset in pages; here all are 0.
#ifdef SYS_mmap2
inline constexpr long kMapCall = SYS_mmap2;
#else
inline constexpr long kMapCall = SYS_mmap;
#endif

// New anonymous pages, `length` bytes long, readable and writable as `protection` says.
inline Result<void*> map_anonymous(size_t length, unsigned protection, unsigned flags) {
  return Result<void*>::from_kernel(
      raw_syscall(kMapCall, 0, static_cast<long>(length), protection, static_cast<long>(flags), -1, 0));
}

// The same, of memory that the kernel may take back at any moment; EINVAL before Linux 6.11.
inline Result<void*> map_droppable(size_t length) {
  constexpr unsigned kMapDroppable = 0x08;  // kernel headers of any age
  return map_anonymous(length, PROT_READ | PROT_WRITE, kMapDroppable | MAP_ANONYMOUS);
}

inline void unmap(void* pages, size_t length) {
  raw_syscall(SYS_munmap, reinterpret_cast<long>(pages), static_cast<long>(length));
}

// What the kernel is to know of pages: `advice` is one of MADV_*.
inline Result<size_t> advise(void* pages, size_t length, int advice) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_madvise, reinterpret_cast<long>(pages), static_cast<long>(length), advice));
}

// Makes private anonymous pages zeros, all at once; a droppable mapping stays one.
inline Result<size_t> drop(void* pages, size_t length) { return advise(pages, length, MADV_DONTNEED); }

inline Result<size_t> protect(void* pages, size_t length, unsigned protection) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_mprotect, reinterpret_cast<long>(pages), static_cast<long>(length), protection));
}

// Pages in the place of those at an address, of a file from its beginning, or anonymous with -1.
inline Result<void*> map_over(void* pages, size_t length, unsigned protection, unsigned flags,
                              int file) {
  return Result<void*>::from_kernel(raw_syscall(kMapCall, reinterpret_cast<long>(pages),
                                                static_cast<long>(length), protection,
                                                static_cast<long>(flags | MAP_FIXED), file, 0));
}

// Gives the page its memory, and overwrites the first bytes of it. Where none is to be had a store would
// be SIGBUS, and this is an error: the kernel copies something there, the signal mask.
inline Result<size_t> touch(void* page) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_rt_sigprocmask, 0, 0, reinterpret_cast<long>(page), _NSIG / 8));
}

inline Result<int> memfd_secret([[maybe_unused]] unsigned flags) {
#ifdef SYS_memfd_secret
  return Result<int>::from_kernel(raw_syscall(SYS_memfd_secret, flags));
#else
  return Result<int>::failure(ENOSYS);
#endif
}

inline Result<size_t> resize(int file, size_t length) {
  return Result<size_t>::from_kernel(raw_syscall(SYS_ftruncate, file, static_cast<long>(length)));
}

inline void close(int file) { raw_syscall(SYS_close, file); }

inline Result<size_t> protect_by_key(void* pages, size_t length, int protection, int key) {
#ifdef SYS_pkey_mprotect
  return Result<size_t>::from_kernel(raw_syscall(SYS_pkey_mprotect, reinterpret_cast<long>(pages),
                                                 static_cast<long>(length), protection, key));
#else
  return Result<size_t>::failure(ENOSYS);
#endif
}

inline void write_error(const char* text, size_t length) {
  raw_syscall(SYS_write, 2, reinterpret_cast<long>(text), static_cast<long>(length));
}

}  // namespace nacre::sys
