// SPDX-License-Identifier: MIT
// Reads the mode from MXCSR. fesetround sets the modes of SSE and of the x87 at once.
#pragma once

namespace nacre::sys {

inline bool rounds_to_nearest() {
  constexpr unsigned kRoundingControl = 0x6000;
  return (__builtin_ia32_stmxcsr() & kRoundingControl) == 0;
}

}  // namespace nacre::sys
