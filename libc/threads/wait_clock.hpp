// SPDX-License-Identifier: MIT
#pragma once
#include <time.h>

namespace nacre::threads {

// Does a timeout accept this clock? The kernel's futexes support no other clocks.
inline bool is_wait_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
}

}  // namespace nacre::threads
