// SPDX-License-Identifier: MIT
#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

Result<int> socket_then_set_flags(const NoNewChild&, int flags, int domain, int type, int protocol) {
  const auto result = sys::socket(domain, type, protocol);
  if (result.ok()) set_flags(result.value(), flags);
  return result;
}

}  // namespace

// int socket(int domain, int type, int protocol)
//
// Creates a socket, and sets flags on its descriptor in the same step.
//
// type     SOCK_STREAM or another type, combined with SOCK_CLOEXEC and SOCK_NONBLOCK
// Returns  the descriptor, or -1 with errno EACCES, EAFNOSUPPORT, EINVAL (type), EMFILE, ENFILE,
//          ENOBUFS, ENOMEM, EPROTONOSUPPORT
// Safety   MT-Safe, AS-Safe. AC-Unsafe: a thread that is cancelled asynchronously may lose the new
//          descriptor. No cancellation point. errno is unchanged on success.
// Kernels  Linux before 2.6.27 rejects a type with flags. There, the function creates a socket without
//          flags and then sets the flags. fork and posix_spawn in other threads wait until both steps
//          are done.
// Source   socket(2), POSIX.1-2024
NACRE_PUBLIC int socket(int domain, int type, int protocol) {
  const int flags = type & kDescriptorFlagMask;
  auto result = sys::socket(domain, type, protocol);
  if (flags != 0)
    result = with_fallback<is_unknown_type, socket_then_set_flags>(
        result, kDescriptorFlagMask, flags, domain, type & ~kDescriptorFlagMask, protocol);
  return value_or_errno(result);
}

}  // namespace nacre::fd
