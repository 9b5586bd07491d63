// SPDX-License-Identifier: MIT
// Classifies the error numbers of system calls, for the whole library. An error is transient or
// permanent. Some permanent errors mean that the kernel lacks a call.
#pragma once
#include <errno.h>

namespace nacre {

// A transient error may be gone at the next attempt: a resource was exhausted, or a signal interrupted
// the call. The caller tries again later or reports the error. Every other error is permanent: the
// kernel lacks a feature, or a sandbox refuses it. After a permanent error, the library may use a
// fallback, or remember the error and not try again. After a transient error, it does neither.
constexpr bool is_transient(int error) {
  return error == EAGAIN || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

// The kernel lacks the call, or a sandbox returns the same error.
constexpr bool is_missing(int error) { return error == ENOSYS; }

// The kernel does not know the type that a program passed to socket(). Before Linux 2.6.27, this is each
// type that contains SOCK_CLOEXEC or SOCK_NONBLOCK. The error is EINVAL, and EPROTONOSUPPORT on some
// emulated kernels.
constexpr bool is_unknown_type(int error) { return error == EINVAL || error == EPROTONOSUPPORT; }

}  // namespace nacre
