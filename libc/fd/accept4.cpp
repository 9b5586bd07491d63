// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

// Do not keep the lock across a blocking accept. Polling first does not help, because another thread can
// take the connection. So only a non-blocking listener, such as that of an event loop, keeps it. With a
// blocking one, a child can be created before the flags are set. The mode is read while the lock is
// held, because another thread can change it.
Result<int> make_by_accept(NoNewChild& no_new_child, int flags, int listener, sockaddr* address,
                           socklen_t* length) {
  const bool waits = !sys::is_non_blocking(listener);
  if (waits) no_new_child.release();
  const auto made = waits ? sys::cancellable_accept(listener, address, length)
                          : sys::accept(listener, address, length);
  if (made.ok()) set_flags(made.value(), flags);
  return made;
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
// Old      before Linux 2.6.28, and in a sandbox that answers ENOSYS: accept, and then the flags. If
//          `listener` is non-blocking, fork and posix_spawn wait during these two steps. If it is
//          blocking, they do not wait, and a child that is created between the steps inherits the
//          descriptor without its flags.
// Source   accept4(2), POSIX.1-2024
NACRE_PUBLIC int accept4(int listener, sockaddr* __restrict address, socklen_t* __restrict length,
                         int flags) {
  if (flags == 0) return answer(sys::cancellable_accept(listener, address, length));
  return answer(with_fallback<is_missing, make_by_accept>(
      sys::cancellable_accept4(listener, address, length, flags), kFlags, flags, listener, address,
      length));
}

}  // namespace nacre::fd
