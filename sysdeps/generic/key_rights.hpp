// SPDX-License-Identifier: MIT
// Protection keys for an architecture whose processors have no register for them, or whose register
// nacre does not support.
#pragma once
#include <errno.h>

#include "support/result.hpp"

namespace nacre::sys {

inline Result<long> key_rights(int) { return Result<long>::failure(ENOSYS); }
inline Result<long> set_key_rights(int, unsigned) { return Result<long>::failure(ENOSYS); }

}  // namespace nacre::sys
