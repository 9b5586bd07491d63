// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/clock_waits.hpp"

namespace nacre::threads {

// int pthread_mutex_clocklock(pthread_mutex_t *restrict mutex, clockid_t clock,
//                             const struct timespec *restrict until)
//
// Locks a mutex, as pthread_mutex_timedlock does, with a timeout on a given clock.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    absolute time of `clock` at which the wait ends
// Returns  0, or EINVAL (clock, nanoseconds of `until`), ETIMEDOUT, EDEADLK, EOWNERDEAD,
//          ENOTRECOVERABLE, EAGAIN
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may leave the lock
//          locked. No cancellation point. errno is unchanged.
// Kernels  before Linux 5.14, a mutex with priority inheritance does not support CLOCK_MONOTONIC: EINVAL
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                         const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::mutex_clocklock(mutex, clock, until);
}

}  // namespace nacre::threads
