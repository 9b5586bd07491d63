// SPDX-License-Identifier: MIT
// The word in each thread's thread structure that points to the thread's state for the vDSO's getrandom
// (state_pool.hpp). A tag bit of the word says whether the state is free, or in use by a draw (a request
// for random bytes).
#pragma once

#include "libc/random/state_pool.hpp"
#include "support/tagged_ptr.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {

// A value of this word. If the tag bit is set, the word points to a free state. If it is clear, the
// thread has no state, or the state is reserved, for example by a draw (hazard nested-draw). So one test
// of the bit shows whether the thread has a free state.
//
// The word is in ordinary memory. The kernel's own flag, in_use, is a part of the state in droppable
// memory, and can be lost during a draw (hazard page-dropped-mid-draw).
class ThreadState {
 public:
  // No state and no reservation, as in a new thread.
  static constexpr ThreadState none() { return ThreadState(0); }
  // A reservation without a state. A thread has this value in three cases. It is claiming its first
  // state (hazard signal-during-first-draw). It cannot get a state; then the value is permanent. Or it
  // had no state and waits for a vfork child, which uses the same word (hazard vfork-child-draws).
  static constexpr ThreadState reserved_without_state() { return ThreadState(kReservedWithoutState); }
  static ThreadState free(State* state) { return ThreadState(TaggedPtr<State>::tagged(state).word()); }

  static constexpr ThreadState from_word(uintptr_t word) { return ThreadState(word); }

  constexpr uintptr_t word() const { return word_; }
  bool is_free() const { return TaggedPtr<State>::from_word(word_).tag(); }
  bool is_none() const { return word_ == 0; }
  // Is this a reservation without a state?
  bool is_reserved_without_state() const { return word_ == kReservedWithoutState; }
  // The same state with the tag bit cleared.
  ThreadState reserved() const { return ThreadState(TaggedPtr<State>::plain(pointer()).word()); }
  // The state, free or reserved. Valid only if the thread has a state.
  State* pointer() const { return TaggedPtr<State>::from_word(word_).pointer(); }

  static ThreadState of_this_thread() { return ThreadState(sys::random_word().load(Order::relaxed)); }
  // Stores this value in the thread's word. Only this thread and its signal handlers access the word, so
  // compiler fences suffice.
  void store() const {
    signal_fence();
    sys::random_word().store(word_, Order::relaxed);
    signal_fence();
  }
  // Reserves the state of this thread. If the thread has no state, stores a reservation without a state.
  // Returns false if a signal handler changed the word since this value was read.
  bool replace_by_reserved() const {
    const ThreadState desired = is_none() ? reserved_without_state() : reserved();
    return sys::random_word().replace(word_, desired.word_, Order::relaxed);
  }
  // Changes the word from none() to reserved_without_state(). Returns false if the word is not none(),
  // because a signal handler has changed it.
  static bool reserve_without_state() {
    return sys::random_word().replace(none().word_, reserved_without_state().word_, Order::relaxed);
  }

 private:
  static constexpr uintptr_t kReservedWithoutState = 2;  // no tag bit; not the address of a state
  constexpr explicit ThreadState(uintptr_t word) : word_(word) {}
  uintptr_t word_;
};

// Returns the thread's word and resets it to none(). The caller then releases the state. If a signal
// handler draws before the release, it does not find the state.
inline ThreadState take_thread_state() {
  const ThreadState state = ThreadState::of_this_thread();
  ThreadState::none().store();
  return state;
}

}  // namespace nacre::random
