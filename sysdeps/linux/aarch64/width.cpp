// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <chacha20_widths.hpp>

namespace nacre::sys {

// Every kernel whose vDSO has the function for which keys are drawn says no to it without NEON.
unsigned width_features() { return 0; }

// Two blocks, the least length at which expanding a key was faster than the vDSO, which generates one
// block after the other. Measured only under QEMU, so it says nothing about processors.
const Width widths[] = {{"neon", 128, 0, expand_neon}, {}};

}  // namespace nacre::sys
