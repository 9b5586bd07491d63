// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>
#include <clock_waits.hpp>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"

namespace nacre::threads {

// int pthread_clockjoin_np(pthread_t thread, void **result, clockid_t clock,
//                          const struct timespec *until)
//
// pthread_timedjoin_np by a clock of one's choice.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    the time by that clock at which the wait ends
// Returns  0; or EINVAL (clock, nanoseconds), ETIMEDOUT
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may
//          leave the stack of the one that has ended. A cancellation point. errno is unchanged.
// Source   pthread_clockjoin_np of glibc 2.31
NACRE_PUBLIC int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock,
                                      const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::clockjoin(thread, result, clock, until);
}

}  // namespace nacre::threads
