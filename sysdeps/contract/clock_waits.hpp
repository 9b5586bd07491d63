// SPDX-License-Identifier: MIT
// Functions of the thread library that wait until an absolute time on the clock that the caller names.
// The clock must be CLOCK_REALTIME or CLOCK_MONOTONIC; these functions do not check it. Waits for a
// condition variable, a semaphore and the end of a thread are cancellation points. Waits for a mutex and
// a read-write lock are not.
#pragma once
#include <clock_waits.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Return 0 or an error number: ETIMEDOUT, EINVAL for an invalid time, and the errors of the POSIX
// function that waits without a time limit.
static_assert(is<decltype(cond_clockwait), int(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                               clockid_t clock, const timespec* until)>);
static_assert(
    is<decltype(mutex_clocklock), int(pthread_mutex_t* mutex, clockid_t clock, const timespec* until)>);
static_assert(is<decltype(rwlock_clockrdlock),
                 int(pthread_rwlock_t* lock, clockid_t clock, const timespec* until)>);
static_assert(is<decltype(rwlock_clockwrlock),
                 int(pthread_rwlock_t* lock, clockid_t clock, const timespec* until)>);
static_assert(is<decltype(clockjoin),
                 int(pthread_t thread, void** result, clockid_t clock, const timespec* until)>);

// Returns 0, or returns -1 and sets errno, as sem_timedwait does.
static_assert(
    is<decltype(sys::sem_clockwait), int(sem_t* semaphore, clockid_t clock, const timespec* until)>);

}  // namespace nacre::sys
