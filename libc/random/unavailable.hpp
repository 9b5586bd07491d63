// SPDX-License-Identifier: MIT
// Reports why draws (requests for random bytes) are system calls and do not use the vDSO. These
// functions map no memory. So they cannot report `memory_refused` before a draw has tried to map
// droppable memory.
#pragma once
#include "support/unavailable_reason.hpp"

namespace nacre::random {

// Why all draws of this process are system calls, or `none`.
UnavailableReason reason_for_process();
// Why all draws of this thread are system calls, or `none`.
UnavailableReason reason_for_thread();
// Why some draws of this thread or of other threads are system calls, or `none`.
UnavailableReason reason_for_some_draws();

}  // namespace nacre::random
