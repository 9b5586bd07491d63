// SPDX-License-Identifier: MIT
#pragma once
#include "libc/random/state_pool.hpp"
#include "libc/random/thread_state.hpp"

namespace nacre::random {

// Borrows this thread's state for one draw and gives it back. Empty when a draw is under way already
// (a signal handler came in between, H1), or when there is no state to be had: then the system call
// answers.
//
// Who leaves a draw by pthread_exit has the state taken back by the thread's exit (H4). Who leaves it
// by siglongjmp never gives it back, and draws by system call from then on (H5).
class Lease {
 public:
  // The state that the thread has, if it is free now.
  static Lease ready() { return Lease(borrow()); }
  // The same; a thread that has no state yet gets one.
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

  // The thread's word as it was before it was reserved, and will be again: a free state. None for an
  // empty lease.
  ThreadState borrowed_;
};

}  // namespace nacre::random
