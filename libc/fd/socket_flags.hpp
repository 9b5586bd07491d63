// SPDX-License-Identifier: MIT
#pragma once
#include "libc/fd/flags.hpp"

namespace nacre::fd {

// Before Linux 2.6.27 a type with flags in it is an unknown type; some stand-ins for a kernel say so of
// the protocol. On a kernel that knows flags, what has this error with them has it without, too.
inline bool may_not_know_flags(Result<int> made, int type) {
  return !made.ok() && (made.error() == EINVAL || made.error() == EPROTONOSUPPORT) &&
         (type & kFlags) != 0;
}

}  // namespace nacre::fd
