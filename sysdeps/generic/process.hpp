// SPDX-License-Identifier: MIT
// sysdeps/contract/process.hpp on the host's libc, for the tests under sanitizers.
#pragma once
#include <sys/auxv.h>

namespace nacre::sys {

inline bool started() { return true; }
inline unsigned long auxiliary_value(unsigned long type) { return getauxval(type); }

}  // namespace nacre::sys
