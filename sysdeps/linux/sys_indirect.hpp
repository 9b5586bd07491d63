// SPDX-License-Identifier: MIT
// The system call sys_indirect, which the patch in kernel/patches adds to a kernel. Its number comes
// from the headers of a patched kernel. With other headers, sys_indirect always returns ENOSYS.
#pragma once
#include <errno.h>
#include <nacre/indirect.h>
#include <cancellable.hpp>
#include <raw_syscall.hpp>

#include "support/atomic.hpp"
#include "support/errors.hpp"
#include "support/result.hpp"
#if __has_include(<linux/indirect.h>)
#include <asm/unistd.h>
#endif

namespace nacre::sys {

#ifdef __NR_indirect

// Returns whether sys_indirect supports this system call.
inline bool indirect_supports(long number) {
  switch (number) {
    case SYS_socket:
    case SYS_socketpair:
    case SYS_accept:
    case SYS_pipe:
    case SYS_dup:
    case SYS_epoll_create:
    case SYS_eventfd:
    case SYS_signalfd:
    case SYS_inotify_init: return true;
    default: return false;
  }
}

// Set at the first ENOSYS, so that a kernel without sys_indirect is probed only once. A patched kernel
// also returns ENOSYS for a call that it lacks or that a seccomp filter rejects. To stop using
// sys_indirect is correct then too: after ENOSYS, libc/ makes the call that takes flags, such as
// accept4.
inline Atomic<bool> sys_indirect_is_missing;

inline Result<long> sys_indirect(const indirect_registers& registers, int flags, bool is_cancellable) {
  if (!indirect_supports(static_cast<long>(registers.number)) ||
      sys_indirect_is_missing.load(Order::relaxed))
    return Result<long>::failure(ENOSYS);
  const indirect_params params{{flags}};
  const long a = reinterpret_cast<long>(&registers), b = reinterpret_cast<long>(&params);
  const auto result = is_cancellable
                          ? cancellable_call(__NR_indirect, a, b, sizeof params)
                          : Result<long>::from_kernel(raw_syscall(__NR_indirect, a, b, sizeof params));
  if (!result.ok() && is_missing(result.error())) sys_indirect_is_missing.store(true, Order::relaxed);
  return result;
}

#else

inline Result<long> sys_indirect(const indirect_registers&, int, bool) {
  return Result<long>::failure(ENOSYS);
}

#endif

}  // namespace nacre::sys
