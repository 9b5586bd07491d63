// SPDX-License-Identifier: MIT
// clone3 for an architecture without assembly code that starts a child on a new stack.
#pragma once
#include <errno.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

inline long clone3(const CloneArguments&, int (*)(void*), void*) { return -ENOSYS; }

}  // namespace nacre::sys
