// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>
#include <clock_waits.hpp>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"

namespace nacre::threads {

// int pthread_cond_clockwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
//                            clockid_t clock, const struct timespec *restrict until)
//
// pthread_cond_timedwait by a clock of one's choice, whatever the condition variable's own is.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    the time by that clock at which the wait ends
// Returns  0; or EINVAL (clock, nanoseconds), EPERM (the mutex is not this thread's), ETIMEDOUT
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may
//          stay in the list of those that wait. A cancellation point. errno is unchanged.
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                        clockid_t clock, const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::cond_clockwait(condition, mutex, clock, until);
}

}  // namespace nacre::threads
