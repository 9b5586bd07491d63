// SPDX-License-Identifier: MIT
#include "libc/random/unavailable.hpp"

#include "libc/random/backend_choice.hpp"
#include "libc/random/state_pool.hpp"
#include "libc/random/thread_state.hpp"
#include "sysdeps/contract/process.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

using Reason = UnavailableReason;

Reason reason_for_process() {
  if (!sys::started()) return Reason::not_started;
  if (!backend_choice.uses_vdso()) return Reason::switched_off;
  if (sys::vgetrandom.find() == nullptr) return sys::vgetrandom.unavailable_reason();
  return state_pool.refused() && state_pool.usage().states == 0 ? Reason::memory_refused : Reason::none;
}

Reason reason_for_thread() {
  if (const Reason reason = reason_for_process(); reason != Reason::none) return reason;
  const ThreadState mine = ThreadState::of_this_thread();
  if (mine.is_none() || mine.is_free()) return Reason::none;
  return mine.is_reserved_without_state() && state_pool.refused() ? Reason::memory_refused
                                                                  : Reason::state_reserved;
}

Reason reason_for_some_draws() {
  if (const Reason reason = reason_for_thread(); reason != Reason::none) return reason;
  return state_pool.refused() ? Reason::memory_refused : Reason::none;
}

}  // namespace nacre::random
