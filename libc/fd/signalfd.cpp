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
// Creates a descriptor for receiving signals, which should be blocked.
//
// fd       -1, or a descriptor that signalfd returned, whose set of signals is replaced
// flags    0, or the bitwise OR of SFD_CLOEXEC and SFD_NONBLOCK; ignored for an existing descriptor
// Returns  the descriptor, or -1 with errno EBADF, EINVAL (flags, fd), EMFILE, ENFILE, ENODEV, ENOMEM,
//          ENOSYS
// Old      before Linux 2.6.27, and in a sandbox that answers ENOSYS: the older call, and then the
//          flags. fork and posix_spawn wait during these two steps. ENOSYS if there is no older call.
// Source   signalfd(2)
NACRE_PUBLIC int signalfd(int fd, const sigset_t* signals, int flags) {
  const auto made = sys::signalfd4(fd, signals, flags);
  return answer(with_fallback<is_missing, make_by_signalfd>(made, kFlags, flags, fd, signals));
}

}  // namespace nacre::fd
