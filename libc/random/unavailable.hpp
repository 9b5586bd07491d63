// SPDX-License-Identifier: MIT
// Reports why draws are system calls. It maps no memory to find out, so a refusal of memory is known
// only after a draw has met it.
#pragma once
#include "support/unavailable_reason.hpp"

namespace nacre::random {

// Why all draws of this process are system calls, or `none`.
UnavailableReason reason_for_process();
// Why all draws of this thread are system calls, or `none`.
UnavailableReason reason_for_thread();
// Why some draws, of this thread or of other threads, are system calls, or `none`.
UnavailableReason reason_for_some();

}  // namespace nacre::random
