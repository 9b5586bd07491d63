// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

// Flags are for a descriptor that is made, not for one that gets other signals.
Result<int> make_by_signalfd(const NoNewChild&, int flags, int fd, const sigset_t* signals) {
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
  const auto made = sys::signalfd4(fd, signals, flags);
  return answer(with_fallback<is_missing, make_by_signalfd>(made, kFlags, flags, fd, signals));
}

}  // namespace nacre::fd
