// SPDX-License-Identifier: MIT
#pragma once
#include "libc/random/state_pool.hpp"
#include "libc/random/thread_state.hpp"

namespace nacre::random {

// Borrows this thread's state for one draw and gives it back. The lease is empty if a draw is in
// progress already, which a signal handler has interrupted (hazard nested-draw), or if there is no
// state. Then the caller makes the system call.
//
// If a draw is left by pthread_exit, the exit of the thread releases the state
// (hazard thread-ends-mid-draw). If it is left by siglongjmp, the state stays reserved, and the thread
// draws by system call from then on (hazard longjmp-out-of-draw).
class Lease {
 public:
  // This thread's state, if it is free.
  static Lease ready() { return Lease(borrow()); }
  // The same, but claims a state for a thread that has none.
  static Lease ready_or_first();

  ~Lease() {
    if (*this) borrowed_.keep();
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
    now.reserved().keep();
    return now;
  }

  // The thread's word before the reservation, which the destructor restores: a free state. None if the
  // lease is empty.
  ThreadState borrowed_;
};

}  // namespace nacre::random
