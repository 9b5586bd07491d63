// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

Result<int> make_by_plain_type(const NoNewChild&, int flags, int domain, int type, int protocol,
                               int* ends) {
  const auto made = sys::socketpair(domain, type, protocol, ends);
  if (!made.ok()) return made;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return made;
}

}  // namespace

// int socketpair(int domain, int type, int protocol, int ends[2])
//
// Creates a pair of connected sockets, and sets flags on their descriptors in the same step.
//
// type     as for socket
// ends     where the descriptors are stored
// Returns  0, or -1 with errno EAFNOSUPPORT, EFAULT, EINVAL (type), EMFILE, ENFILE, EOPNOTSUPP,
//          EPROTONOSUPPORT
// Old      as socket
// Source   socketpair(2), POSIX.1-2024
NACRE_PUBLIC int socketpair(int domain, int type, int protocol, int ends[2]) {
  const int flags = type & kFlags;
  auto made = sys::socketpair(domain, type, protocol, ends);
  if (flags != 0)
    made = with_fallback<is_unknown_type, make_by_plain_type>(made, kFlags, flags, domain,
                                                              type & ~kFlags, protocol, ends);
  return answer(made);
}

}  // namespace nacre::fd
