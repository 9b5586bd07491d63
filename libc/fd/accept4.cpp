// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/socket.h>

#include "libc/fd/flags.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

Result<int> with_flags(Result<int> made, int flags) {
  if (made.ok()) set_flags(made.value(), flags);
  return made;
}

[[gnu::cold, gnu::noinline]] Result<int> make_without_call(int listener, sockaddr* address,
                                                           socklen_t* length, int flags) {
  if ((flags & ~kFlags) != 0) return Result<int>::failure(EINVAL);
  // Forks must not be held for as long as nobody connects. Whether somebody has says nothing: another
  // thread may be sooner. So they are held only where the listener does not wait, which an event loop's
  // does not; for others the window is open. It is looked at with forks held, for others may change it.
  {
    const sys::NoForks no_forks;
    if (sys::is_non_blocking(listener)) return with_flags(sys::accept(listener, address, length), flags);
  }
  return with_flags(sys::cancellable_accept(listener, address, length), flags);
}

}  // namespace

// int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags)
//
// address  null, or where the peer's address goes, with its room in bytes at `length`
// flags    of SOCK_CLOEXEC, SOCK_NONBLOCK
// Returns  the descriptor, or -1 with errno EAGAIN, EBADF, ECONNABORTED, EFAULT, EINTR, EINVAL (flags,
//          or not listening), EMFILE, ENFILE, ENOTSOCK, EOPNOTSUPP, or what the network has to
//          report
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the
//          new descriptor.
//          A cancellation point. errno is unchanged on success.
// Old      before Linux 2.6.28, or where a sandbox answers ENOSYS: accept, then the flags. Where
//          `listener` is non-blocking, fork and posix_spawn are held meanwhile. Where it is not, a
//          child that is forked between the two has the descriptor without close-on-exec.
// Source   accept4(2), POSIX.1-2024
NACRE_PUBLIC int accept4(int listener, sockaddr* __restrict address, socklen_t* __restrict length,
                         int flags) {
  auto made = flags == 0 ? sys::cancellable_accept(listener, address, length)
                         : sys::cancellable_accept4(listener, address, length, flags);
  if (flags != 0 && is_missing(made)) made = make_without_call(listener, address, length, flags);
  if (made.ok()) return made.value();
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
