// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::fd {

// Closes all descriptors from `first` on but `kept`; -1 keeps none. Makes system calls only, and needs
// little stack: a child that shares its parent's memory does this too.
void close_from(int first, int kept);

}  // namespace nacre::fd
