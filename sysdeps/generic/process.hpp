// SPDX-License-Identifier: MIT
// On a libc that is not nacre's: host builds, for the sanitizers.
#pragma once
#include <sys/auxv.h>

namespace nacre::sys {

inline bool started() { return true; }
inline unsigned long auxiliary_value(unsigned long type) { return getauxval(type); }

}  // namespace nacre::sys
