// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::fd {

// Closes all descriptors from `first` on. A child of posix_spawn, which shares its parent's memory,
// calls this function too. So it only makes system calls and uses little stack.
void close_from(int first);

}  // namespace nacre::fd
