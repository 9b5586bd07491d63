// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/socket.h>

#include "libc/fd/socket_flags.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

[[gnu::cold, gnu::noinline]] Result<int> make_without_flags(int domain, int type, int protocol,
                                                            int* ends) {
  const sys::NoForks no_forks;
  const auto made = sys::socketpair(domain, type & ~kFlags, protocol, ends);
  if (!made.ok()) return made;
  set_flags(ends[0], type & kFlags);
  set_flags(ends[1], type & kFlags);
  return made;
}

}  // namespace

// int socketpair(int domain, int type, int protocol, int ends[2])
//
// type     SOCK_STREAM or another, with SOCK_CLOEXEC and SOCK_NONBLOCK
// Returns  0, or -1 with errno EAFNOSUPPORT, EFAULT, EINVAL (type), EMFILE, ENFILE, EOPNOTSUPP,
//          EPROTONOSUPPORT
// Safety   MT-Safe, AS-Safe. AC-Safe: what was opened is in `ends`. No cancellation
//          point. errno is unchanged on success.
// Old      as socket.
// Source   socketpair(2), POSIX.1-2024
NACRE_PUBLIC int socketpair(int domain, int type, int protocol, int ends[2]) {
  auto made = sys::socketpair(domain, type, protocol, ends);
  if (may_not_know_flags(made, type)) made = make_without_flags(domain, type, protocol, ends);
  if (made.ok()) return 0;
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
