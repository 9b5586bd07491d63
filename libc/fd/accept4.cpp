// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

// The fallback for kernels without accept4: calls accept, and then sets the flags. The caller holds the
// child lock (libc/process/no_new_child.hpp), so that no child inherits the descriptor without its
// flags. If the listener is blocking, accept may wait for a long time. Then the lock is released before
// accept, and a child may be created before the flags are set. Polling first does not help, because
// another thread can take the connection.
Result<int> accept_then_set_flags(NoNewChild& no_new_child, int flags, int listener, sockaddr* address,
                                  socklen_t* length) {
  const bool waits = !sys::is_non_blocking(listener);
  if (waits) no_new_child.release();
  const auto result = waits ? sys::cancellable_accept(listener, address, length)
                            : sys::accept(listener, address, length);
  if (result.ok()) set_flags(result.value(), flags);
  return result;
}

}  // namespace

// int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags)
//
// Accepts a connection, and sets flags on the new descriptor in the same step.
//
// address  where the address of the peer is stored, or null
// length   size of `address` in bytes; afterwards, size of the address
// flags    0, or the bitwise OR of SOCK_CLOEXEC and SOCK_NONBLOCK
// Returns  the descriptor, or -1 with errno EAGAIN, EBADF, ECONNABORTED, EFAULT, EINTR, EINVAL (flags,
//          or not listening), EMFILE, ENFILE, ENOTSOCK, EOPNOTSUPP, or a network error
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the new
//          descriptor. A cancellation point. errno is unchanged on success.
// Kernels  before Linux 2.6.28, and in a sandbox that returns ENOSYS, it calls accept and then sets the
//          flags. If `listener` is non-blocking, fork and posix_spawn in other threads wait until both
//          steps are done. If `listener` is blocking, they do not wait. A child that is created between
//          the steps then inherits the descriptor without its flags.
// Source   accept4(2), POSIX.1-2024
NACRE_PUBLIC int accept4(int listener, sockaddr* __restrict address, socklen_t* __restrict length,
                         int flags) {
  if (flags == 0) return value_or_errno(sys::cancellable_accept(listener, address, length));
  return value_or_errno(with_fallback<is_missing, accept_then_set_flags>(
      sys::cancellable_accept4(listener, address, length, flags), kDescriptorFlagMask, flags, listener,
      address, length));
}

}  // namespace nacre::fd
