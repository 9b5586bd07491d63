// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/clock_waits.hpp"

namespace nacre::threads {

// int pthread_rwlock_clockrdlock(pthread_rwlock_t *restrict lock, clockid_t clock,
//                                const struct timespec *restrict until)
//
// Acquires a read lock, as pthread_rwlock_timedrdlock does, with a timeout on a given clock.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    absolute time of `clock` at which the wait ends
// Returns  0, or EINVAL (clock, nanoseconds of `until`), ETIMEDOUT, EAGAIN (too many readers)
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may leave the lock
//          locked. No cancellation point. errno is unchanged.
// Kernels  all
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                                            const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::rwlock_clockrdlock(lock, clock, until);
}

}  // namespace nacre::threads
