// SPDX-License-Identifier: MIT
#pragma once
#include <bridge.h>

namespace nacre::sys {

// False in the dynamic loader and in other code that runs before thread storage exists
// (hazard draw-before-startup).
inline bool started() { return __nacre_started() != 0; }

// An entry of the auxiliary vector, 0 where there is none; only once started.
inline unsigned long auxiliary_value(unsigned long type) { return __nacre_auxiliary_value(type); }

}  // namespace nacre::sys
