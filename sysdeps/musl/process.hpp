// SPDX-License-Identifier: MIT
#pragma once
#include <bridge.h>

namespace nacre::sys {

// False in the loader and in whatever else runs before thread storage is there (H17).
inline bool started() { return __nacre_started() != 0; }

// An entry of the auxiliary vector, 0 where there is none; only once started.
inline unsigned long auxiliary_value(unsigned long type) { return __nacre_auxiliary_value(type); }

// The value that this name had in the environment when the process started, or null: whatever became
// of the environment since. Only once started.
inline const char* initial_environment(const char* name) { return __nacre_initial_environment(name); }

}  // namespace nacre::sys
