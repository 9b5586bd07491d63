// SPDX-License-Identifier: MIT
#include "libc/random/lease.hpp"

namespace nacre::random {

// Out of line: once in a thread's life, or nested in a draw. Reserves first and claims then, so that
// a handler that draws meanwhile sees the reservation (H3). No signal is blocked for it: sandboxes
// kill who tries (H14).
[[gnu::noinline]] State* Lease::borrow_first(ThreadState now) {
  if (!now.is_none()) return nullptr;
  if (!ThreadState::reserve()) {
    // A handler drew between the look and the reservation: its state is this thread's.
    now = ThreadState::of_this_thread();
    if (!now.is_free()) return nullptr;
    ThreadState::reserved(now.pointer()).keep();
    return now.pointer();
  }
  const StatePool::Claim claim = state_pool.claim(sys::thread_identity());
  switch (claim.outcome) {
    case StatePool::Outcome::claimed: ThreadState::reserved(claim.state).keep(); return claim.state;
    case StatePool::Outcome::try_again: ThreadState::none().keep(); return nullptr;
    case StatePool::Outcome::none:
      return nullptr;  // the reservation stays, and spares the next draw the attempt
  }
  __builtin_unreachable();
}

}  // namespace nacre::random
