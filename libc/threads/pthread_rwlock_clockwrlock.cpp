// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>
#include <clock_waits.hpp>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"

namespace nacre::threads {

// int pthread_rwlock_clockwrlock(pthread_rwlock_t *restrict lock, clockid_t clock,
//                                const struct timespec *restrict until)
//
// pthread_rwlock_timedwrlock, to write, by a clock of one's choice.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    the time by that clock at which the wait ends
// Returns  0; or EINVAL (clock, nanoseconds), ETIMEDOUT
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may
//          leave the lock locked. No cancellation point. errno is unchanged.
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                                            const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::rwlock_clockwrlock(lock, clock, until);
}

}  // namespace nacre::threads
