// SPDX-License-Identifier: MIT
// The word in which a thread keeps its state, and whether the state is free.
#pragma once

#include "libc/random/state_pool.hpp"
#include "support/tagged_ptr.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {

// The tag bit means "free"; without it, this thread is in a draw on the state (hazard nested-draw). So
// the fast path needs one test, and the zero of a new thread is not a free state. The word is in
// ordinary memory. The kernel's own in_use flag is in the droppable page and can vanish during a draw
// (hazard page-dropped-mid-draw).
class ThreadState {
 public:
  static constexpr ThreadState none() { return ThreadState(0); }
  // Reserved, but without a state: during the first claim (hazard signal-during-first-draw), and later
  // in a thread that can get no state.
  static constexpr ThreadState reserved_without() { return ThreadState(kUnsettled); }
  static ThreadState free(State* state) { return ThreadState(TaggedPtr<State>::tagged(state).word()); }

  static constexpr ThreadState from_word(uintptr_t word) { return ThreadState(word); }

  constexpr uintptr_t word() const { return word_; }
  bool is_free() const { return TaggedPtr<State>::from_word(word_).tag(); }
  bool is_none() const { return word_ == 0; }
  bool unsettled() const { return word_ == kUnsettled; }
  // The same state with the tag bit cleared.
  ThreadState reserved() const { return ThreadState(TaggedPtr<State>::plain(pointer()).word()); }
  // The state, free or reserved. Valid only if there is one.
  State* pointer() const { return TaggedPtr<State>::from_word(word_).pointer(); }

  static ThreadState of_this_thread() { return ThreadState(sys::random_word().load(Order::relaxed)); }
  // Only this thread and its signal handlers access the word, so compiler fences suffice.
  void keep() const {
    signal_fence();
    sys::random_word().store(word_, Order::relaxed);
    signal_fence();
  }
  // Reserves the state of this thread, or that it has none. False if a signal handler changed the
  // word.
  bool replace_by_reserved() const {
    const ThreadState desired = is_none() ? reserved_without() : reserved();
    return sys::random_word().replace(word_, desired.word_, Order::relaxed);
  }
  // Changes the word from `none` to `reserved_without`. False if a signal handler changed it first.
  static bool reserve() {
    return sys::random_word().replace(none().word_, reserved_without().word_, Order::relaxed);
  }

 private:
  static constexpr uintptr_t kUnsettled = 2;
  constexpr explicit ThreadState(uintptr_t word) : word_(word) {}
  uintptr_t word_;
};

// Clears the word first, so that a signal handler does not use the state that is released next.
inline ThreadState take_thread_state() {
  const ThreadState state = ThreadState::of_this_thread();
  ThreadState::none().keep();
  return state;
}

}  // namespace nacre::random
