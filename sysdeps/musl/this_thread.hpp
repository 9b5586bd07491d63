// SPDX-License-Identifier: MIT
// This thread's structure in musl, found without a call: the offsets are made at build time from
// musl's own patched header.
#pragma once
#include <stdint.h>
#include <thread_offsets.h>
#include <thread_pointer.hpp>

#include "support/atomic.hpp"

namespace nacre::sys {

// The word that a thread keeps for its random state; 0 in a new thread.
inline Atomic<uintptr_t>& random_word() {
  return *reinterpret_cast<Atomic<uintptr_t>*>(thread_pointer() + NACRE_OFFSET_RANDOM);
}

// What tells live threads apart. A fork child's one thread keeps its parent's.
inline uintptr_t thread_identity() { return reinterpret_cast<uintptr_t>(thread_pointer()); }

// The kernel's number of this thread. A child of vfork has its parent thread's.
inline int thread_number() {
  return *reinterpret_cast<const volatile int*>(thread_pointer() + NACRE_OFFSET_NUMBER);
}

// Has somebody cancelled this thread? What comes of it now, a cancellation point says.
inline bool cancellation_pending() {
  return *reinterpret_cast<const volatile int*>(thread_pointer() + NACRE_OFFSET_CANCEL) != 0;
}

}  // namespace nacre::sys
