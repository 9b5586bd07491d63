// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>

#include "libc/random/thread_state.hpp"

namespace stress {

using nacre::random::State;

// Returns the vDSO getrandom state of this thread (libc/random/HAZARDS.md explains states). Returns null
// if the thread has none, or if the state is not free, because a draw that was interrupted uses it.
inline State* own_state() {
  const auto state = nacre::random::ThreadState::of_this_thread();
  return state.is_free() ? state.pointer() : nullptr;
}

// Takes the states of all live threads, null for a thread without one, and sorts them. Returns how many
// states are shared by two threads. This must be 0, because two threads that use one state draw the same
// bytes.
inline unsigned count_shared(State** begin, State** end) {
  std::sort(begin, end);
  unsigned shared = 0;
  for (State** next = begin; next + 1 < end; ++next) shared += next[0] != nullptr && next[0] == next[1];
  return shared;
}

}  // namespace stress
