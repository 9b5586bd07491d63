// SPDX-License-Identifier: MIT
#pragma once
#include <fenv.h>

namespace nacre::sys {

inline bool rounds_to_nearest() { return fegetround() == FE_TONEAREST; }

}  // namespace nacre::sys
