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
  Lease() : state_(borrow()) {}
  ~Lease() {
    if (state_ != nullptr) ThreadState::free(state_).keep();
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  explicit operator bool() const { return state_ != nullptr; }
  State* state() const { return state_; }

 private:
  static State* borrow() {
    const ThreadState now = ThreadState::of_this_thread();
    if (!now.is_free()) [[unlikely]]
      return borrow_first(now);
    ThreadState::reserved(now.pointer()).keep();
    return now.pointer();
  }
  static State* borrow_first(ThreadState now);

  State* state_;
};

}  // namespace nacre::random
