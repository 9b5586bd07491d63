// SPDX-License-Identifier: MIT
// Preventing new child processes for a moment.
#pragma once
#include <forks.hpp>

namespace nacre::sys {

// While a NoForks object exists, fork, _Fork, posix_spawn and clone of a new address space wait in all
// threads, and signals are blocked in this one. Hold it for a few system calls that cannot block. It
// does nothing where the libc below offers no such lock (builds on the host).
static_assert(sizeof(NoForks) > 0);

}  // namespace nacre::sys
