// SPDX-License-Identifier: MIT
// An architecture for which nobody has written how a child begins on a stack of its own.
#pragma once
#include <errno.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

inline long clone3(const CloneArguments&, int (*)(void*), void*) { return -ENOSYS; }

}  // namespace nacre::sys
