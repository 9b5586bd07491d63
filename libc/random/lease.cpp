// SPDX-License-Identifier: MIT
#include "libc/random/lease.hpp"

namespace nacre::random {

// Runs at the first draw of a thread, or when a draw is nested. It reserves the word first and claims
// a state then, so a signal handler that draws in between sees the reservation
// (hazard signal-during-first-draw). It blocks no signals, because some sandboxes kill a process that
// does (hazard unexpected-system-call).
Lease Lease::ready_or_first() {
  if (!ThreadState::of_this_thread().is_none()) return ready();
  // If the reservation fails, a signal handler has drawn since the check above.
  if (!ThreadState::reserve()) return ready();
  const StatePool::Claim claim = state_pool.claim(sys::thread_identity());
  switch (claim.outcome) {
    case StatePool::Outcome::claimed: {
      const ThreadState mine = ThreadState::free(claim.state);
      mine.reserved().keep();
      return Lease(mine);
    }
    case StatePool::Outcome::try_again: ThreadState::none().keep(); break;
    case StatePool::Outcome::none: break;  // the reservation stays, so later draws do not try again
  }
  return Lease(ThreadState::none());
}

}  // namespace nacre::random
