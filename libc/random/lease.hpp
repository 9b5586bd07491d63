// SPDX-License-Identifier: MIT
// The right to draw on this thread's state. HAZARDS.md defines the terms "draw", "state", "claim" and
// "word".
#pragma once
#include "libc/random/state_pool.hpp"
#include "libc/random/thread_state.hpp"

namespace nacre::random {

// Reserves this thread's state (state_pool.hpp) for one draw; the destructor makes the state free again.
// The lease is empty if this thread has no state, or if the state is reserved already, for example
// because this code runs in a signal handler that interrupted a draw (hazard nested-draw). With an empty
// lease, the caller makes the system call.
//
// If a handler leaves the interrupted draw by pthread_exit, the exit of the thread releases the state
// (hazard thread-ends-mid-draw). If a handler leaves the draw by siglongjmp, the state stays reserved,
// and the thread draws by system call from then on (hazard longjmp-out-of-draw).
class Lease {
 public:
  // Reserves this thread's state, if it has one that is free.
  static Lease reserve() { return Lease(borrow()); }
  // Works as reserve() does, but first claims a state for a thread that has none.
  static Lease reserve_or_claim();

  ~Lease() {
    if (*this) borrowed_.store();
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  explicit operator bool() const { return borrowed_.is_free(); }
  State* state() const { return borrowed_.pointer(); }
  Key& key() const { return *reinterpret_cast<Key*>(state()->bytes + StatePool::key_offset()); }

 private:
  explicit Lease(ThreadState borrowed) : borrowed_(borrowed) {}
  static ThreadState borrow() {
    const ThreadState now = ThreadState::of_this_thread();
    if (!now.is_free()) [[unlikely]]
      return ThreadState::none();
    now.reserved().store();
    return now;
  }

  // The thread's state word before the reservation: it points to a free state, and the destructor
  // restores it. It is none() if the lease is empty.
  ThreadState borrowed_;
};

}  // namespace nacre::random
