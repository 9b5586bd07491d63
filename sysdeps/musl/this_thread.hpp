// SPDX-License-Identifier: MIT
// Implements sysdeps/contract/thread.hpp. Most functions read a member of musl's thread structure. The
// build computes the members' offsets (thread_offsets.sym.c).
#pragma once
#include <bridge.h>
#include <stdint.h>
#include <thread_offsets.h>
#include <thread_pointer.hpp>

#include "support/atomic.hpp"

namespace nacre::sys {

inline Atomic<uintptr_t>& random_word() {
  return *reinterpret_cast<Atomic<uintptr_t>*>(thread_pointer() + NACRE_OFFSET_RANDOM);
}

inline uintptr_t thread_identity() { return reinterpret_cast<uintptr_t>(thread_pointer()); }

inline int thread_number() {
  return *reinterpret_cast<const volatile int*>(thread_pointer() + NACRE_OFFSET_NUMBER);
}

inline bool cancellation_pending() {
  return *reinterpret_cast<const volatile int*>(thread_pointer() + NACRE_OFFSET_CANCEL) != 0;
}

inline int set_cancel_type(int type) { return __nacre_set_cancel_type(type); }

}  // namespace nacre::sys
