// SPDX-License-Identifier: MIT
// Why draws are system calls, as far as is known without mapping anything.
#pragma once
#include "support/unavailable_reason.hpp"

namespace nacre::random {

// All draws of this process.
UnavailableReason reason_for_process();
// All draws of this thread.
UnavailableReason reason_for_thread();
// Some draws: those of other threads, or of this one.
UnavailableReason reason_for_some();

}  // namespace nacre::random
