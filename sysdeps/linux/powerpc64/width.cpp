// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <chacha20_widths.hpp>

namespace nacre::sys {

// Every processor that little-endian programs run on has them.
unsigned width_features() { return 0; }

// Under QEMU alone has it been measured, which says nothing of processors: two blocks, which is the
// least that they do sooner together than the vDSO does one after the other.
const Width widths[] = {{"vsx", 128, 0, expand_vsx}, {}};

}  // namespace nacre::sys
