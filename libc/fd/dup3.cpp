// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/with_fallback.hpp"
#include "libc/threads/defer_cancel.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"
#include "sysdeps/contract/files.hpp"

namespace nacre::fd {
namespace {

// The fallback for kernels without dup3: calls dup2, and then sets the flag. dup2 closes the previous
// file of `to`, and closing a file may wait, for example for a lingering socket. A thread must not wait
// while it holds the child lock (libc/process/no_new_child.hpp). So `kept`, a duplicate of `to`, keeps
// the previous file open until the lock is released.
Result<int> dup2_then_set_flags(NoNewChild& no_new_child, int flags, int from, int to) {
  const DeferCancel defer_cancel;
  const auto kept = sys::duplicate(to);
  const auto result = sys::dup2(from, to);
  if (result.ok()) set_flags(to, flags);
  no_new_child.release();
  if (kept.ok()) sys::close(kept.value());
  return result;
}

Result<int> make(int from, int to, int flags) {
  const auto result = flags == 0 ? sys::dup2(from, to) : sys::dup3(from, to, flags);
  return with_fallback<is_missing, dup2_then_set_flags>(result, O_CLOEXEC, flags, from, to);
}

// The maximum number of attempts while the error is EBUSY. EBUSY means that another thread is in the
// middle of open(), and the kernel has reserved the number `to` for it. Opening a FIFO can take
// arbitrarily long, so there is a limit. All attempts together take about a tenth of a second.
constexpr int kMostAttempts = 1 << 20;

bool is_busy(Result<int> result) { return !result.ok() && result.error() == EBUSY; }

}  // namespace

// int dup3(int from, int to, int flags)
//
// Creates a second descriptor for the open file of `from`, with the number `to`, and sets close-on-exec
// in the same step. If `to` was open, its previous file is closed.
//
// flags    0 or O_CLOEXEC
// Returns  `to`, or -1 with errno EBADF (`from` is not open; `to` is not a valid number), EBUSY (the
//          number `to` is reserved for the open() of another thread, and 1,048,576 attempts failed),
//          EINVAL (flags, or `from` equals `to`)
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  before Linux 2.6.27, and in a sandbox that returns ENOSYS, it calls dup2 and then sets the
//          flag. fork and posix_spawn in other threads wait until both steps are done.
// Source   dup3(2), POSIX.1-2024
NACRE_HOOK int __dup3(int from, int to, int flags) {
  if (from == to) return value_or_errno(Result<int>::failure(EINVAL));
  auto result = Result<int>::failure(EBUSY);
  for (int attempt = 0; is_busy(result) && attempt < kMostAttempts; ++attempt)
    result = make(from, to, flags);
  return value_or_errno(result);
}

// dup3 is weak, because a program may define its own dup3. Standard C functions call __dup3, so they
// never call the program's function.
NACRE_PUBLIC __attribute__((__weak__, __alias__("__dup3"))) int dup3(int from, int to, int flags);

}  // namespace nacre::fd
