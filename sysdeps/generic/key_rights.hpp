// SPDX-License-Identifier: MIT
// An architecture whose processors have no register of rights by protection key, or none that is read
// here.
#pragma once
#include <errno.h>

#include "support/result.hpp"

namespace nacre::sys {

inline Result<long> key_rights(int) { return Result<long>::failure(ENOSYS); }
inline Result<long> set_key_rights(int, unsigned) { return Result<long>::failure(ENOSYS); }

}  // namespace nacre::sys
