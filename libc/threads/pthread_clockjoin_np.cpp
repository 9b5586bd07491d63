// SPDX-License-Identifier: MIT
#include <errno.h>
#include <pthread.h>

#include "libc/threads/wait_clock.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/clock_waits.hpp"

namespace nacre::threads {

// int pthread_clockjoin_np(pthread_t thread, void **result, clockid_t clock,
//                          const struct timespec *until)
//
// Waits until a thread ends, as pthread_timedjoin_np does, with a timeout on a given clock.
//
// thread   a joinable thread
// result   where the return value of the thread is stored, or null
// clock    CLOCK_REALTIME or CLOCK_MONOTONIC
// until    absolute time of `clock` at which the wait ends
// Returns  0, or EINVAL (clock, nanoseconds of `until`), ETIMEDOUT
// Safety   MT-Safe, AS-Unsafe. AC-Unsafe: if the caller is cancelled asynchronously, the stack of the
//          thread that has ended may not be freed. A cancellation point. errno is unchanged.
// Kernels  all
// Source   pthread_clockjoin_np of glibc 2.31
NACRE_PUBLIC int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock,
                                      const timespec* until) {
  if (!is_wait_clock(clock)) return EINVAL;
  return sys::clockjoin(thread, result, clock, until);
}

}  // namespace nacre::threads
