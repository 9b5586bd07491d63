// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>

#include "libc/random/thread_state.hpp"

namespace stress {

using nacre::random::State;

// The state that this thread has and may draw on; none in a handler that interrupted a draw.
inline State* own_state() {
  const auto state = nacre::random::ThreadState::of_this_thread();
  return state.is_free() ? state.pointer() : nullptr;
}

// How many of these, each of another live thread, are another's too. Sorts them.
inline unsigned count_shared(State** begin, State** end) {
  std::sort(begin, end);
  unsigned shared = 0;
  for (State** next = begin; next + 1 < end; ++next) shared += next[0] != nullptr && next[0] == next[1];
  return shared;
}

}  // namespace stress
