// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

// The fallback for kernels without signalfd4. The flags apply only to a new descriptor. If `fd` is an
// existing descriptor, the call replaces its set of signals and leaves its flags unchanged.
Result<int> signalfd_then_set_flags(const NoNewChild&, int flags, int fd, const sigset_t* signals) {
  const auto result = sys::signalfd(fd, signals);
  if (result.ok() && fd == -1) set_flags(result.value(), flags);
  return result;
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
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the new
//          descriptor. No cancellation point. errno is unchanged on success.
// Kernels  before Linux 2.6.27, and in a sandbox that returns ENOSYS, it makes the older system call,
//          signalfd, and then sets the flags. fork and posix_spawn in other threads wait until both
//          steps are done. On architectures without the older call, it fails with ENOSYS.
// Source   signalfd(2)
NACRE_PUBLIC int signalfd(int fd, const sigset_t* signals, int flags) {
  const auto result = sys::signalfd4(fd, signals, flags);
  return value_or_errno(with_fallback<is_missing, signalfd_then_set_flags>(result, kDescriptorFlagMask,
                                                                           flags, fd, signals));
}

}  // namespace nacre::fd
