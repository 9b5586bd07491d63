// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/clock_waits.hpp"

namespace nacre::threads {

// int pthread_cond_clockwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
//                            clockid_t clock, const struct timespec *restrict until)
//
// Waits for a condition variable, as pthread_cond_timedwait does, with a timeout on a given clock. The
// clock attribute of the condition variable is ignored.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    absolute time of `clock` at which the wait ends
// Returns  0, or EINVAL (clock, nanoseconds of `until`), EPERM (the calling thread does not own the
//          mutex), EOWNERDEAD and ENOTRECOVERABLE (robust mutex), ETIMEDOUT
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may stay in the list
//          of waiting threads. A cancellation point. errno is unchanged.
// Kernels  all
// Source   POSIX.1-2024
NACRE_PUBLIC int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                        clockid_t clock, const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::cond_clockwait(condition, mutex, clock, until);
}

}  // namespace nacre::threads
