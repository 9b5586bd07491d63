// SPDX-License-Identifier: MIT
// The size of the calling thread's descriptor table.
#pragma once

namespace nacre::sys {

// Returns a number greater than every open descriptor. sysdeps/contract/files.hpp describes it in full.
int descriptor_table_size();

}  // namespace nacre::sys
