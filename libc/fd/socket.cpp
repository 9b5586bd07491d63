// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

Result<int> make_by_plain_type(const NoNewChild&, int flags, int domain, int type, int protocol) {
  const auto made = sys::socket(domain, type, protocol);
  if (made.ok()) set_flags(made.value(), flags);
  return made;
}

}  // namespace

// int socket(int domain, int type, int protocol)
//
// Creates a socket, and sets flags on its descriptor in the same step.
//
// type     SOCK_STREAM or another type, combined with SOCK_CLOEXEC and SOCK_NONBLOCK
// Returns  the descriptor, or -1 with errno EACCES, EAFNOSUPPORT, EINVAL (type), EMFILE, ENFILE,
//          ENOBUFS, ENOMEM, EPROTONOSUPPORT
// Old      if the kernel rejects a type with flags, as before Linux 2.6.27: a socket without flags, and
//          then the flags. fork and posix_spawn wait during these two steps.
// Source   socket(2), POSIX.1-2024
NACRE_PUBLIC int socket(int domain, int type, int protocol) {
  const int flags = type & kFlags;
  auto made = sys::socket(domain, type, protocol);
  if (flags != 0)
    made = with_fallback<is_unknown_type, make_by_plain_type>(made, kFlags, flags, domain,
                                                              type & ~kFlags, protocol);
  return answer(made);
}

}  // namespace nacre::fd
