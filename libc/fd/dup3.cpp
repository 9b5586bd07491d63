// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>

#include "libc/fd/flags.hpp"
#include "support/defer_cancel.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/files.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

Result<int> duplicate_onto(int from, int to, int flags) {
  const sys::NoForks no_forks;
  const auto made = sys::dup2(from, to);
  if (made.ok()) set_flags(to, flags);
  return made;
}

[[gnu::cold, gnu::noinline]] Result<int> make_without_call(int from, int to, int flags) {
  if ((flags & ~O_CLOEXEC) != 0) return Result<int>::failure(EINVAL);
  // dup2 closes what `to` was, which may wait, as for a socket that lingers. It must not wait while
  // forks are held, so what `to` was stays open until then.
  const DeferCancel defer_cancel;
  const auto kept = sys::duplicate(to);
  const auto made = duplicate_onto(from, to, flags);
  if (kept.ok()) sys::close(kept.value());
  return made;
}

Result<int> make(int from, int to, int flags) {
  if (from == to) return Result<int>::failure(EINVAL);
  const auto made = flags == 0 ? sys::dup2(from, to) : sys::dup3(from, to, flags);
  return is_missing(made) ? make_without_call(from, to, flags) : made;
}

bool is_busy(Result<int> made) { return !made.ok() && made.error() == EBUSY; }

}  // namespace

// int dup3(int from, int to, int flags)
//
// Makes `to` another descriptor of what `from` is one of; what it was before is closed.
//
// flags    0 or O_CLOEXEC
// Returns  `to`, or -1 with errno EBADF (either; above the limit, too), EINVAL (flags, or from is to)
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Old      before Linux 2.6.27, or where a sandbox answers ENOSYS: dup2, with the flag set while fork
//          and posix_spawn are held.
// Source   dup3(2), POSIX.1-2024
NACRE_HOOK int __dup3(int from, int to, int flags) {
  auto made = Result<int>::failure(EBUSY);
  // As long as another thread is about to open something as `to`. That may take long, so forks are not
  // held for all of it.
  while (is_busy(made)) made = make(from, to, flags);
  if (made.ok()) return made.value();
  errno = made.error();
  return -1;
}

// What standard C calls on must not be a program's own dup3.
NACRE_PUBLIC __attribute__((__weak__, __alias__("__dup3"))) int dup3(int from, int to, int flags);

}  // namespace nacre::fd
