// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::fd {

// Closes all descriptors from `first` on. It only makes system calls and uses little stack, because a
// child of posix_spawn, which shares its parent's memory, calls it too.
void close_from(int first);

}  // namespace nacre::fd
