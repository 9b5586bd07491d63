// SPDX-License-Identifier: MIT
#pragma once
#include <bridge.h>

namespace nacre::sys {

// False in the loader and in whatever else runs before thread storage is there (H17).
inline bool started() { return __nacre_started() != 0; }

// An entry of the auxiliary vector, 0 where there is none; only once started.
inline unsigned long auxiliary_value(unsigned long type) { return __nacre_auxiliary_value(type); }

}  // namespace nacre::sys
