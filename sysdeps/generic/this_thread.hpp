// SPDX-License-Identifier: MIT
// Implements sysdeps/contract/thread.hpp with the host's libc, for tests that run under sanitizers.
#pragma once
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

#include "support/atomic.hpp"

namespace nacre::sys {

inline thread_local constinit Atomic<uintptr_t> random_word_of_thread;

inline Atomic<uintptr_t>& random_word() { return random_word_of_thread; }
inline uintptr_t thread_identity() { return reinterpret_cast<uintptr_t>(&random_word_of_thread); }
inline int thread_number() { return gettid(); }
inline bool cancellation_pending() { return false; }

inline int set_cancel_type(int type) {
  int before;
  pthread_setcanceltype(type, &before);
  return before;
}

}  // namespace nacre::sys
