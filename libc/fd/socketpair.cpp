// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

Result<int> socketpair_then_set_flags(const NoNewChild&, int flags, int domain, int type, int protocol,
                                      int* ends) {
  const auto result = sys::socketpair(domain, type, protocol, ends);
  if (!result.ok()) return result;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return result;
}

}  // namespace

// int socketpair(int domain, int type, int protocol, int ends[2])
//
// Creates a pair of connected sockets, and sets flags on their descriptors in the same step.
//
// type     SOCK_STREAM or another type, combined with SOCK_CLOEXEC and SOCK_NONBLOCK
// ends     where the descriptors are stored
// Returns  0, or -1 with errno EFAULT, EOPNOTSUPP, or an error of socket
// Safety   MT-Safe, AS-Safe. AC-Safe: descriptors that were created are in `ends`. No cancellation
//          point. errno is unchanged on success.
// Kernels  see socket
// Source   socketpair(2), POSIX.1-2024
NACRE_PUBLIC int socketpair(int domain, int type, int protocol, int ends[2]) {
  const int flags = type & kDescriptorFlagMask;
  auto result = sys::socketpair(domain, type, protocol, ends);
  if (flags != 0)
    result = with_fallback<is_unknown_type, socketpair_then_set_flags>(
        result, kDescriptorFlagMask, flags, domain, type & ~kDescriptorFlagMask, protocol, ends);
  return value_or_errno(result);
}

}  // namespace nacre::fd
