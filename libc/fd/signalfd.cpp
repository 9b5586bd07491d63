// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/signalfd.h>

#include "libc/fd/flags.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

// Flags are for a descriptor that is made, not for one that gets other signals.
[[gnu::cold, gnu::noinline]] Result<int> make_without_call(int fd, const sigset_t* signals, int flags) {
  if ((flags & ~kFlags) != 0) return Result<int>::failure(EINVAL);
  const sys::NoForks no_forks;
  const auto made = sys::signalfd(fd, signals);
  if (made.ok() && fd == -1) set_flags(made.value(), flags);
  return made;
}

}  // namespace

// int signalfd(int fd, const sigset_t *signals, int flags)
//
// A descriptor from which `signals` are read, which should be blocked.
//
// fd       -1, or one of signalfd's, which gets these signals instead of its own
// flags    of SFD_CLOEXEC, SFD_NONBLOCK; they are for a new descriptor only
// Returns  the descriptor, or -1 with errno EBADF, EINVAL (flags, fd), EMFILE, ENFILE, ENODEV, ENOMEM
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the
//          new descriptor.
//          No cancellation point. errno is unchanged on success.
// Old      before Linux 2.6.27, or where a sandbox answers ENOSYS: the older call, with the flags set
//          while fork and posix_spawn are held; ENOSYS where there is none.
// Source   signalfd(2)
NACRE_PUBLIC int signalfd(int fd, const sigset_t* signals, int flags) {
  auto made = sys::signalfd4(fd, signals, flags);
  if (is_missing(made)) made = make_without_call(fd, signals, flags);
  if (made.ok()) return made.value();
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
