// SPDX-License-Identifier: MIT
// Typed system calls for memory (sysdeps/contract/memory.hpp and protection_keys.hpp).
#pragma once
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

// mmap2 of 32-bit architectures counts the file offset in units of 4096 bytes. Here every offset is 0.
#ifdef SYS_mmap2
inline constexpr long kMapCall = SYS_mmap2;
#else
inline constexpr long kMapCall = SYS_mmap;
#endif

inline Result<void*> map_anonymous(size_t length, unsigned protection, unsigned flags) {
  return Result<void*>::from_kernel(
      raw_syscall(kMapCall, 0, static_cast<long>(length), protection, static_cast<long>(flags), -1, 0));
}

inline Result<void*> map_droppable(size_t length) {
  constexpr unsigned kMapDroppable = 0x08;  // older kernel headers lack it
  return map_anonymous(length, PROT_READ | PROT_WRITE, kMapDroppable | MAP_ANONYMOUS);
}

inline void unmap(void* pages, size_t length) {
  raw_syscall(SYS_munmap, reinterpret_cast<long>(pages), static_cast<long>(length));
}

inline Result<size_t> advise(void* pages, size_t length, int advice) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_madvise, reinterpret_cast<long>(pages), static_cast<long>(length), advice));
}

inline Result<size_t> drop(void* pages, size_t length) { return advise(pages, length, MADV_DONTNEED); }

inline Result<size_t> protect(void* pages, size_t length, unsigned protection) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_mprotect, reinterpret_cast<long>(pages), static_cast<long>(length), protection));
}

inline Result<void*> map_over(void* pages, size_t length, unsigned protection, unsigned flags,
                              int file) {
  return Result<void*>::from_kernel(raw_syscall(kMapCall, reinterpret_cast<long>(pages),
                                                static_cast<long>(length), protection,
                                                static_cast<long>(flags | MAP_FIXED), file, 0));
}

// Makes the kernel allocate the page, by a call that stores the signal mask in it. If the kernel cannot
// allocate the page, the call fails with EFAULT. A store by the program would raise SIGBUS instead.
inline Result<size_t> prefault(void* page) {
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

inline Result<size_t> protect_by_key(void* pages, size_t length, int protection, int key) {
#ifdef SYS_pkey_mprotect
  return Result<size_t>::from_kernel(raw_syscall(SYS_pkey_mprotect, reinterpret_cast<long>(pages),
                                                 static_cast<long>(length), protection, key));
#else
  return Result<size_t>::failure(ENOSYS);
#endif
}

}  // namespace nacre::sys
