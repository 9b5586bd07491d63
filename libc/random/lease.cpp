// SPDX-License-Identifier: MIT
#include "libc/random/lease.hpp"

namespace nacre::random {

// Reserves the thread's state. A thread without a state gets one from the pool in three steps: it stores
// a reservation without a state in its word, it claims a state, and it stores that state as reserved. A
// signal handler that draws during the claim finds the reservation, and makes the system call
// (hazard signal-during-first-draw).
//
// Signals are not blocked, because some sandboxes kill a process that changes its signal mask
// (hazard unexpected-system-call).
Lease Lease::reserve_or_claim() {
  if (!ThreadState::of_this_thread().is_none()) return reserve();
  // This fails if a signal handler has drawn since the check above. The handler has claimed a state, or
  // has stored a reservation because no state was available.
  if (!ThreadState::reserve_without_state()) return reserve();
  const StatePool::Claim claim = state_pool.claim(sys::thread_identity());
  switch (claim.outcome) {
    case StatePool::Outcome::claimed: {
      const ThreadState mine = ThreadState::free(claim.state);
      mine.reserved().store();
      return Lease(mine);
    }
    case StatePool::Outcome::try_again: ThreadState::none().store(); break;
    case StatePool::Outcome::refused: break;  // keep the reservation, so that no later draw tries again
  }
  return Lease(ThreadState::none());
}

}  // namespace nacre::random
