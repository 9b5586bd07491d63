// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::fd {

// Closes all descriptors from `first` on. Makes system calls only, and needs little stack: a child that
// shares its parent's memory does this too.
void close_from(int first);

}  // namespace nacre::fd
