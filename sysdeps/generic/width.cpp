// SPDX-License-Identifier: MIT
// An architecture without backends. A backend for a new architecture must keep the sixteen words of
// scalar_lanes.hpp in registers (hazard key-outlives-draw) and be faster than the system call.
#include <width.hpp>

namespace nacre::sys {

const Width widths[] = {{}};
unsigned width_features() { return 0; }

}  // namespace nacre::sys
