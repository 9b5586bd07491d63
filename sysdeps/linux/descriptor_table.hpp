// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::sys {

// An upper bound of this thread's descriptor numbers: every open descriptor is below it. It does not
// depend on RLIMIT_NOFILE, which may have been lowered after descriptors above it were opened. Needs no
// free descriptor and no /proc, and little stack.
int descriptor_table_size();

}  // namespace nacre::sys
