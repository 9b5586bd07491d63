// SPDX-License-Identifier: MIT
// The one word in which a thread keeps its state and whether it may draw on it now.
#pragma once

#include "libc/random/state_pool.hpp"
#include "support/tagged_ptr.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {

// The tag is the reservation's opposite: with it, the state is free; without, a draw on it is under
// way in this thread (H1). So one test tells the fast path all it must know, and the zero of a new
// thread is no free state. The word lies in ordinary memory: the kernel's own in_use mark, in the
// droppable page, can vanish in mid-draw (H2).
class ThreadState {
 public:
  static constexpr ThreadState none() { return ThreadState(0); }
  // Reserved before there is a state (H3); and what stays where there will be none.
  static constexpr ThreadState reserved_without() { return ThreadState(kUnsettled); }
  static ThreadState free(State* state) { return ThreadState(TaggedPtr<State>::tagged(state).word()); }

  static constexpr ThreadState from_word(uintptr_t word) { return ThreadState(word); }

  constexpr uintptr_t word() const { return word_; }
  bool is_free() const { return TaggedPtr<State>::from_word(word_).tag(); }
  bool is_none() const { return word_ == 0; }
  bool unsettled() const { return word_ == kUnsettled; }
  // The same state, reserved.
  ThreadState reserved() const { return ThreadState(TaggedPtr<State>::plain(pointer()).word()); }
  // The state, free or reserved; not where there is none.
  State* pointer() const { return TaggedPtr<State>::from_word(word_).pointer(); }

  static ThreadState of_this_thread() { return ThreadState(sys::random_word().load(Order::relaxed)); }
  // Only this thread and its own signal handlers look: compiler fences suffice.
  void keep() const {
    signal_fence();
    sys::random_word().store(word_, Order::relaxed);
    signal_fence();
  }
  // Reserves what the thread has: a state, or that it has none. False when a signal handler changed it.
  bool replace_by_reserved() const {
    const ThreadState desired = is_none() ? reserved_without() : reserved();
    return sys::random_word().replace(word_, desired.word_, Order::relaxed);
  }
  // From `none` to `reserved_without`; false when a signal handler was there first.
  static bool reserve() {
    return sys::random_word().replace(none().word_, reserved_without().word_, Order::relaxed);
  }

 private:
  static constexpr uintptr_t kUnsettled = 2;
  constexpr explicit ThreadState(uintptr_t word) : word_(word) {}
  uintptr_t word_;
};

// Clears the word before anything is done with what was in it.
inline ThreadState take_thread_state() {
  const ThreadState state = ThreadState::of_this_thread();
  ThreadState::none().keep();
  return state;
}

}  // namespace nacre::random
