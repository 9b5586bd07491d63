// SPDX-License-Identifier: MIT
// The process: how far its start has come, and what the kernel told it.
#pragma once
#include <process.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// True once threads have their storage and the auxiliary vector is known. False in the dynamic loader
// and in other code that runs earlier (hazard draw-before-startup). Cheap: two loads.
static_assert(is<decltype(started), bool()>);

// The value of an entry of the auxiliary vector (AT_PAGESZ, AT_HWCAP, ...), or 0 when the kernel gave
// none. Call it only after the start. Does not change errno. Searches the whole vector each time.
static_assert(is<decltype(auxiliary_value), unsigned long(unsigned long type)>);

}  // namespace nacre::sys
