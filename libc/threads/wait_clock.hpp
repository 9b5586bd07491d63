// SPDX-License-Identifier: MIT
#pragma once
#include <time.h>

namespace nacre::threads {

// Can a wait with a timeout use this clock? The kernel's futexes support only CLOCK_REALTIME and
// CLOCK_MONOTONIC.
inline bool is_wait_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
}

}  // namespace nacre::threads
