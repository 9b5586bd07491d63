// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>
#include <clock_waits.hpp>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"

namespace nacre::threads {

// int pthread_mutex_clocklock(pthread_mutex_t *restrict mutex, clockid_t clock,
//                             const struct timespec *restrict until)
//
// pthread_mutex_timedlock by a clock of one's choice.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    the time by that clock at which the wait ends
// Returns  0; or EINVAL (clock, nanoseconds), ETIMEDOUT, EDEADLK, EOWNERDEAD, ENOTRECOVERABLE, EAGAIN
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may
//          leave the lock locked. No cancellation point. errno is unchanged.
// Old      a mutex with priority inheritance cannot be waited for by CLOCK_MONOTONIC before Linux 5.14:
//          EINVAL
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                         const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::mutex_clocklock(mutex, clock, until);
}

}  // namespace nacre::threads
