// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>

namespace nacre {

// Is this error transient? Then a resource was exhausted or a signal came, and the next attempt may
// succeed. The caller tries again later or reports it. All other errors are permanent: the kernel
// lacks a feature or a sandbox refuses it. Only a permanent error may be remembered or answered by a
// fallback.
constexpr bool is_transient(int error) {
  return error == EAGAIN || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

}  // namespace nacre
