// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <chacha20_widths.hpp>

namespace nacre::sys {

// Every processor that little-endian programs run on has them.
unsigned width_features() { return 0; }

// Two blocks, the least length at which expanding a key was faster than the vDSO, which generates one
// block after the other. Measured only under QEMU, so it says nothing about processors.
const Width widths[] = {{"vsx", 128, 0, expand_vsx}, {}};

}  // namespace nacre::sys
