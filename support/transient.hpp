// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>

namespace nacre {

// Is an error one that may be gone at the next attempt, because something was used up or a signal came?
// The caller tries again later or reports it. Every other error is permanent: the kernel lacks a feature
// or a sandbox refuses it. Only a permanent error may be remembered or answered by a fallback.
constexpr bool is_transient(int error) {
  return error == EAGAIN || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

}  // namespace nacre
