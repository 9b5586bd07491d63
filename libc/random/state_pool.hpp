// SPDX-License-Identifier: MIT
// The pool of states for vDSO getrandom. It records which thread owns which state.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"
#include "support/result.hpp"

namespace nacre::random {

// A state of the kernel's vDSO getrandom: opaque bytes in droppable memory, on its own cache lines.
struct alignas(8) State {
  unsigned char bytes[1];
};

// The key of a long draw. It is directly behind a state, in the same page
// (hazard key-dropped-mid-draw). It is zero except during a long draw.
struct Key {
  unsigned char bytes[32];
  Atomic<uint64_t> tag;
};

// Assigns states to threads.
//
// Each state has an owner, which is the identity of a thread. The owners are in an array in ordinary
// memory, because droppable memory may turn to zeros at any time (hazard owner-list-dropped). A claim is
// one compare-and-swap of the owner from nobody to the thread, so the owner of a claimed state is always
// known. Therefore a fork child can find its own states (hazard fork-orphans-states). The states of a
// thread that ended during a claim can be released (hazard thread-ends-mid-draw). There is no list of
// free states, so there is no ABA problem (hazard state-claimed-twice). The pool has one lock, for
// mapping more pages. A thread only tries to take it and never waits (hazard fork-while-locked). So
// handlers of pthread_atfork may draw (hazard atfork-handler-draws).
class StatePool {
 public:
  enum class Outcome : unsigned char { claimed, try_again, none };
  struct Claim {
    Outcome outcome;
    State* state;
  };

  // Claims a state for `thread`. The outcome is `try_again` if another thread is mapping pages or
  // memory is short, and `none` if the system refuses pages permanently.
  Claim claim(uintptr_t thread);

  // Makes the state free for another thread. After a complete draw, the state keeps its content, so the
  // next draw needs no reseed. This is safe, because the vDSO has erased all bytes that were drawn, and
  // the remaining bytes were never returned. If a draw did not end, the state is zeroed
  // (hazard thread-ends-mid-draw).
  void release(State* state, bool draw_unfinished);

  // Releases all states of `thread`, which ended during a claim (hazard thread-ends-mid-draw).
  void release_all_of(uintptr_t thread);

  // Releases the lock if `thread` holds it.
  void unlock(uintptr_t thread);

  // Maps pages until at least `count` states are free. Fails with ENOTSUP if the system refuses pages
  // permanently, with EAGAIN if another thread is mapping pages, and with ENOMEM.
  Result<size_t> make_room(size_t count, uintptr_t thread);

  // Zeroes every state, as a drop by the kernel does, also while its owner uses it.
  Result<size_t> discard_all();

  // The number of states, and the number of claimed states.
  struct Usage {
    size_t states, claimed;
  };
  Usage usage();

  // Has the system refused pages permanently?
  bool refused() const { return refused_.load(Order::relaxed); }

  // The offset of the key from the start of its state, in bytes.
  static size_t key_offset();

  // For a fork child: frees every state except those of `thread`, because the other owners do not
  // exist in the child (hazard fork-orphans-states). The kernel has zeroed all states.
  void keep_only(uintptr_t thread);

 private:
  // One or more pages of states. Blocks are never removed.
  struct Block {
    Atomic<Block*> next;
    Atomic<unsigned char*> pages;
    size_t states;
    Atomic<uintptr_t>* owners;
  };

  // The most states in the first block. Their owners are in this structure, so the first block needs
  // only one mmap (hazard unexpected-system-call). If a large page has room for more states, the rest of
  // the page is not used.
  static constexpr size_t kFirstBlockStates = 64;

  struct Geometry {
    size_t page, stride, per_page;
    State* at(const Block& block, size_t index) const;
  };
  static Geometry geometry();

  State* search(const Geometry& geometry, uintptr_t thread);
  Outcome map_more(const Geometry& geometry);
  Outcome without_pages(int error);
  Outcome map_first(const Geometry& geometry);
  Outcome map_further(const Geometry& geometry);

  Atomic<uintptr_t> first_owners_[kFirstBlockStates];
  Block first_{Atomic<Block*>{}, Atomic<unsigned char*>{}, 0, first_owners_};
  Atomic<Block*> recent_;  // the block in which a state was last freed or added; a search begins here
  Atomic<uintptr_t> growing_;  // the lock: the thread that maps pages now
  Atomic<bool> refused_;
};

inline constinit StatePool state_pool;

}  // namespace nacre::random
