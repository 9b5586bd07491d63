// SPDX-License-Identifier: MIT
#include <errno.h>
#include <semaphore.h>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/clock_waits.hpp"

namespace nacre::threads {

// int sem_clockwait(sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict until)
//
// Decrements a semaphore, as sem_timedwait does, with a timeout on a given clock.
//
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    absolute time of `clock` at which the wait ends
// Returns  0, or -1 with errno EINVAL (clock, nanoseconds of `until`), ETIMEDOUT, EINTR
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: a thread that is cancelled asynchronously may have decremented
//          the semaphore. A cancellation point.
// Kernels  all
// Source   POSIX.1-2024
NACRE_PUBLIC int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
  if (is_wait_clock(clock)) return sys::sem_clockwait(semaphore, clock, until);
  errno = EINVAL;
  return -1;
}

}  // namespace nacre::threads
