// SPDX-License-Identifier: MIT
// The thread's word: a pointer to the thread's state, with a tag bit that says whether the state is
// free.
#pragma once

#include "libc/random/state_pool.hpp"
#include "support/tagged_ptr.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {

// The tag bit means that the state is free. Without the tag bit, the state is reserved: this thread is
// in the middle of a draw on the state (hazard nested-draw). So the fast path needs one test, and the
// zero word of a new thread is not taken for a free state. The word is in ordinary memory, because the
// kernel's own in_use flag is in the droppable page and can be lost during a draw
// (hazard page-dropped-mid-draw).
class ThreadState {
 public:
  static constexpr ThreadState none() { return ThreadState(0); }
  // A reservation without a state: during the first claim (hazard signal-during-first-draw), and
  // afterwards in a thread that cannot get a state.
  static constexpr ThreadState reserved_without() { return ThreadState(kUnsettled); }
  static ThreadState free(State* state) { return ThreadState(TaggedPtr<State>::tagged(state).word()); }

  static constexpr ThreadState from_word(uintptr_t word) { return ThreadState(word); }

  constexpr uintptr_t word() const { return word_; }
  bool is_free() const { return TaggedPtr<State>::from_word(word_).tag(); }
  bool is_none() const { return word_ == 0; }
  // Is this a reservation without a state?
  bool unsettled() const { return word_ == kUnsettled; }
  // The same state with the tag bit cleared.
  ThreadState reserved() const { return ThreadState(TaggedPtr<State>::plain(pointer()).word()); }
  // The state, free or reserved. Valid only if the thread has a state.
  State* pointer() const { return TaggedPtr<State>::from_word(word_).pointer(); }

  static ThreadState of_this_thread() { return ThreadState(sys::random_word().load(Order::relaxed)); }
  // Makes this the word of the thread. Only this thread and its signal handlers access the word, so
  // compiler fences suffice.
  void keep() const {
    signal_fence();
    sys::random_word().store(word_, Order::relaxed);
    signal_fence();
  }
  // Reserves the state of this thread. If the thread has no state, stores a reservation without a state.
  // False if a signal handler changed the word.
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
