// SPDX-License-Identifier: MIT
#include "libc/random/lease.hpp"

namespace nacre::random {

// Once in a thread's life, or nested in a draw. Reserves first and claims then, so that a handler that
// draws meanwhile sees the reservation (H3). No signal is blocked for it: sandboxes kill who tries
// (H14).
Lease Lease::ready_or_first() {
  if (!ThreadState::of_this_thread().is_none()) return ready();
  // Without a word to reserve, a handler has drawn since the last look.
  if (!ThreadState::reserve()) return ready();
  const StatePool::Claim claim = state_pool.claim(sys::thread_identity());
  switch (claim.outcome) {
    case StatePool::Outcome::claimed: {
      const ThreadState mine = ThreadState::free(claim.state);
      mine.reserved().keep();
      return Lease(mine);
    }
    case StatePool::Outcome::try_again: ThreadState::none().keep(); break;
    case StatePool::Outcome::none: break;  // the reservation stays, and spares the next draw the attempt
  }
  return Lease(ThreadState::none());
}

}  // namespace nacre::random
