// SPDX-License-Identifier: MIT
// The process: whether its startup code has run, and its auxiliary vector.
#pragma once
#include <process.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns true once thread-local storage and the auxiliary vector are set up. False in the dynamic
// loader and in other code that runs earlier (hazard draw-before-startup in libc/random/HAZARDS.md).
// Cheap: two loads.
static_assert(is<decltype(started), bool()>);

// Returns the value of an entry of the auxiliary vector (AT_PAGESZ, AT_HWCAP, ...), or 0 if there is no
// such entry. Call it only when started() is true. Does not change errno. Searches the vector at each
// call.
static_assert(is<decltype(auxiliary_value), unsigned long(unsigned long type)>);

}  // namespace nacre::sys
