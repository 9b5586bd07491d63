// SPDX-License-Identifier: MIT
// Implements sysdeps/contract/process.hpp with the host's libc, for tests that run under sanitizers.
#pragma once
#include <sys/auxv.h>

namespace nacre::sys {

inline bool started() { return true; }
inline unsigned long auxiliary_value(unsigned long type) { return getauxval(type); }

}  // namespace nacre::sys
