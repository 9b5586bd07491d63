// SPDX-License-Identifier: MIT
// On a libc that is not nacre's: forks cannot be held back.
#pragma once

namespace nacre::sys {

class NoForks {};

}  // namespace nacre::sys
