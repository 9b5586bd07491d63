// SPDX-License-Identifier: MIT
// An architecture without vectors of its own here. None yet: that the compiler keeps the sixteen words
// of scalar_lanes.hpp in registers (H28) has to be seen for each, and that it is sooner than the system
// call.
#include <width.hpp>

namespace nacre::sys {

const Width widths[] = {{}};
unsigned width_features() { return 0; }

}  // namespace nacre::sys
