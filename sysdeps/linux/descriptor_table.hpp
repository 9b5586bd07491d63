// SPDX-License-Identifier: MIT
// The size of the descriptor table.
#pragma once

namespace nacre::sys {

// sysdeps/contract/files.hpp describes it.
int descriptor_table_size();

}  // namespace nacre::sys
