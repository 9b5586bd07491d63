// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/with_fallback.hpp"
#include "support/defer_cancel.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/files.hpp"

namespace nacre::fd {
namespace {

// dup2 closes what `to` was, and close may wait, as for a socket that lingers. It must not wait while
// children are held off, so what `to` was stays open until then.
Result<int> make_by_dup2(NoNewChild& no_new_child, int flags, int from, int to) {
  const DeferCancel defer_cancel;
  const auto kept = sys::duplicate(to);
  const auto made = sys::dup2(from, to);
  if (made.ok()) set_flags(to, flags);
  no_new_child.release();
  if (kept.ok()) sys::close(kept.value());
  return made;
}

Result<int> make(int from, int to, int flags) {
  const auto made = flags == 0 ? sys::dup2(from, to) : sys::dup3(from, to, flags);
  return with_fallback<is_missing, make_by_dup2>(made, O_CLOEXEC, flags, from, to);
}

// EBUSY: another thread is about to open something as `to`, which may take as long as an open of a FIFO.
// So the call is repeated, but not forever: for about a tenth of a second.
constexpr int kMostAttempts = 1 << 20;

bool is_busy(Result<int> made) { return !made.ok() && made.error() == EBUSY; }

}  // namespace

// int dup3(int from, int to, int flags)
//
// Creates a second descriptor for the open file of `from`, with the number `to`, and sets close-on-exec
// in the same step. If `to` was open, its previous file is closed.
//
// flags    0 or O_CLOEXEC
// Returns  `to`, or -1 with errno EBADF (`from` is not open; `to` is not a valid number), EBUSY (another
//          thread is opening a file as `to`, and 1,048,576 attempts failed), EINVAL (flags, or `from`
//          equals `to`)
// Old      before Linux 2.6.27, and in a sandbox that answers ENOSYS: dup2, and then the flag. fork and
//          posix_spawn wait during these two steps.
// Source   dup3(2), POSIX.1-2024
NACRE_HOOK int __dup3(int from, int to, int flags) {
  if (from == to) return answer(Result<int>::failure(EINVAL));
  auto made = Result<int>::failure(EBUSY);
  for (int attempt = 0; is_busy(made) && attempt < kMostAttempts; ++attempt)
    made = make(from, to, flags);
  return answer(made);
}

// What standard C calls on must not be a program's own dup3.
NACRE_PUBLIC __attribute__((__weak__, __alias__("__dup3"))) int dup3(int from, int to, int flags);

}  // namespace nacre::fd
