// SPDX-License-Identifier: MIT
// This thread's structure in musl, found without a call: the offsets are made at build time from
// musl's own header with the seam in it.
#pragma once
#include <pthread.h>
#include <pthread_arch.h>
#include <stdint.h>
#include <thread_offsets.h>

#include "libc/support/atomic.hpp"

namespace nacre::sys {

// The word that a thread keeps for its random state; 0 in a new thread.
inline Atomic<uintptr_t>& random_word() {
  return *reinterpret_cast<Atomic<uintptr_t>*>(__get_tp() + NACRE_OFFSET_RANDOM);
}

// What tells live threads apart. A fork child's one thread keeps its parent's.
inline uintptr_t thread_identity() { return __get_tp(); }

// Acts on a cancellation that is pending already, as a cancellation point does at its entry (H21).
inline void cancellation_point() {
  const auto cancel = *reinterpret_cast<volatile int*>(__get_tp() + NACRE_OFFSET_CANCEL);
  if (cancel != 0) [[unlikely]]
    pthread_testcancel();
}

}  // namespace nacre::sys
