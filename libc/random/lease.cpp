// SPDX-License-Identifier: MIT
#include "libc/random/lease.hpp"

namespace nacre::random {

// Reserves the thread's state, and claims a state first if the thread has none. Before the claim, it
// stores a reservation in the thread's state word, so a signal handler that draws during the claim makes
// the system call (hazard signal-during-first-draw). It does not block signals, because some sandboxes
// kill a process that changes its signal mask (hazard unexpected-system-call).
Lease Lease::reserve_or_claim() {
  if (!ThreadState::of_this_thread().is_none()) return reserve();
  // If this fails, a signal handler has drawn since the check above, and has claimed the thread's state.
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
