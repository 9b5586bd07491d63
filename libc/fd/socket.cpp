// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/socket.h>

#include "libc/fd/socket_flags.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

[[gnu::cold, gnu::noinline]] Result<int> make_without_flags(int domain, int type, int protocol) {
  const sys::NoForks no_forks;
  const auto made = sys::socket(domain, type & ~kFlags, protocol);
  if (made.ok()) set_flags(made.value(), type & kFlags);
  return made;
}

}  // namespace

// int socket(int domain, int type, int protocol)
//
// type     SOCK_STREAM or another, with SOCK_CLOEXEC and SOCK_NONBLOCK
// Returns  the descriptor, or -1 with errno EACCES, EAFNOSUPPORT, EINVAL (type), EMFILE, ENFILE,
//          ENOBUFS, ENOMEM, EPROTONOSUPPORT
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the
//          new descriptor.
//          No cancellation point. errno is unchanged on success.
// Old      where a type with flags is refused, as before Linux 2.6.27: made without them, which are set
//          while fork and posix_spawn are held.
// Source   socket(2), POSIX.1-2024
NACRE_PUBLIC int socket(int domain, int type, int protocol) {
  auto made = sys::socket(domain, type, protocol);
  if (may_not_know_flags(made, type)) made = make_without_flags(domain, type, protocol);
  if (made.ok()) return made.value();
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
