// SPDX-License-Identifier: MIT
// musl's functions that wait until a time, with the clock as an argument. libc/musl/patches/0004 to 0008
// add the argument. sysdeps/contract/clock_waits.hpp describes the functions.
#pragma once
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

extern "C" {
#pragma GCC visibility push(hidden)
int __nacre_cond_clockwait(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*);
int __nacre_mutex_clocklock(pthread_mutex_t*, clockid_t, const timespec*);
int __nacre_rwlock_clockrdlock(pthread_rwlock_t*, clockid_t, const timespec*);
int __nacre_rwlock_clockwrlock(pthread_rwlock_t*, clockid_t, const timespec*);
int __nacre_sem_clockwait(sem_t*, clockid_t, const timespec*);
int __nacre_clockjoin(pthread_t, void**, clockid_t, const timespec*);
#pragma GCC visibility pop
}

namespace nacre::sys {

inline int cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                          const timespec* until) {
  return __nacre_cond_clockwait(condition, mutex, clock, until);
}
inline int mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* until) {
  return __nacre_mutex_clocklock(mutex, clock, until);
}
inline int rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* until) {
  return __nacre_rwlock_clockrdlock(lock, clock, until);
}
inline int rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* until) {
  return __nacre_rwlock_clockwrlock(lock, clock, until);
}
inline int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
  return __nacre_sem_clockwait(semaphore, clock, until);
}
inline int clockjoin(pthread_t thread, void** result, clockid_t clock, const timespec* until) {
  return __nacre_clockjoin(thread, result, clock, until);
}

}  // namespace nacre::sys
