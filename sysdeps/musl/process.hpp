// SPDX-License-Identifier: MIT
// Whether the process has started, and its auxiliary vector (sysdeps/contract/process.hpp).
#pragma once
#include <bridge.h>

namespace nacre::sys {

inline bool started() { return __nacre_started() != 0; }

inline unsigned long auxiliary_value(unsigned long type) { return __nacre_auxiliary_value(type); }

}  // namespace nacre::sys
