// SPDX-License-Identifier: MIT
#pragma once
#include <time.h>

namespace nacre::threads {

// The clocks that support timeouts. Futexes of the kernel support no others.
inline bool is_wait_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
}

}  // namespace nacre::threads
