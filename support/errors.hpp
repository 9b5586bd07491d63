// SPDX-License-Identifier: MIT
// The one classification of errors. An error is transient or permanent; some permanent errors say that
// the kernel does not know a call.
#pragma once
#include <errno.h>

namespace nacre {

// A transient error may be gone at the next attempt, because something was used up or a signal came. The
// caller tries again later or reports it. Every other error is permanent: the kernel lacks a feature or
// a sandbox refuses it. Only a permanent error may be remembered or answered by a fallback.
constexpr bool is_transient(int error) {
  return error == EAGAIN || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

// The kernel does not have the call, or a sandbox says so.
constexpr bool is_missing(int error) { return error == ENOSYS; }

// The kernel has the call and rejects a type of socket that it does not know. Before Linux 2.6.27 a type
// with flags is one. Some emulated kernels complain about the protocol instead.
constexpr bool is_unknown_type(int error) { return error == EINVAL || error == EPROTONOSUPPORT; }

}  // namespace nacre
