// SPDX-License-Identifier: MIT
#pragma once
#include <bridge.h>
#include <signal.h>

namespace nacre::sys {

// While it lives, fork, _Fork, posix_spawn and clone of a new address space wait, in all threads, and no
// signal handler runs in this one: so a handler may make one too. For a few system
// calls, none of which may wait: signals are blocked, so nothing could end the wait.
class NoForks {
 public:
  NoForks() { __nacre_hold_forks(&signals_); }
  ~NoForks() { release(); }
  NoForks(const NoForks&) = delete;
  NoForks& operator=(const NoForks&) = delete;

  // Ends it early.
  void release() {
    if (held_) __nacre_release_forks(&signals_);
    held_ = false;
  }

 private:
  sigset_t signals_;
  bool held_ = true;
};

}  // namespace nacre::sys
