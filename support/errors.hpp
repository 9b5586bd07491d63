// SPDX-License-Identifier: MIT
// Classifies errors for the whole library. An error is transient or permanent. Some permanent errors
// mean that the kernel lacks a call.
#pragma once
#include <errno.h>

namespace nacre {

// A transient error may not occur at the next attempt: a resource was exhausted, or a signal interrupted
// the call. The caller tries again later or reports the error. Every other error is permanent: the
// kernel lacks a feature, or a sandbox refuses it. Only after a permanent error may the library use a
// fallback, or remember the error and not try again.
constexpr bool is_transient(int error) {
  return error == EAGAIN || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

// The kernel lacks the call, or a sandbox returns the same error.
constexpr bool is_missing(int error) { return error == ENOSYS; }

// The kernel has the call, and rejects an unknown type of socket. Before Linux 2.6.27 it rejects a type
// with flags. Some emulated kernels return EPROTONOSUPPORT for it.
constexpr bool is_unknown_type(int error) { return error == EINVAL || error == EPROTONOSUPPORT; }

}  // namespace nacre
