// SPDX-License-Identifier: MIT
// The pool of generator states for the vDSO's getrandom. A thread claims a state at its first draw (a
// request for random bytes) and keeps it until the thread ends. The pool records the owners.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"
#include "support/result.hpp"

namespace nacre::random {

// The state on which the vDSO function works. Its bytes are opaque. It has its own cache lines, and is
// in droppable memory: the kernel may drop a page at any time, and the page then reads as zeros.
struct alignas(8) State {
  unsigned char bytes[1];
};

// A long draw takes these 32 bytes from the vDSO, and generates its output from them with ChaCha20. The
// key is directly behind the state of the thread, in the same page (hazard key-dropped-mid-draw). It is
// zero except during a long draw.
struct Key {
  unsigned char bytes[32];
  Atomic<uint64_t> tag;  // not zero during a long draw, unless the kernel dropped the page
};

// Assigns states to threads.
//
// The owner of a state is 0 (free) or a thread (sys::thread_identity). The owners are in an array in
// ordinary memory, because droppable memory may turn to zeros at any time (hazard owner-list-dropped). A
// claim is one compare-and-swap of the owner from 0 to the thread, so the owner of a claimed state is
// always known. Therefore a fork child can find its own states (hazard fork-orphans-states), and the
// states of a thread that ended during a claim can be released (hazard thread-ends-mid-draw). There is
// no list of free states, so there is no ABA problem (hazard state-claimed-twice).
//
// The pool has one lock, for mapping more pages. A thread only tries to take the lock and never waits
// for it (hazard fork-while-locked). So handlers of pthread_atfork may draw
// (hazard atfork-handler-draws).
class StatePool {
 public:
  enum class Outcome : unsigned char { claimed, try_again, refused };
  struct Claim {
    Outcome outcome;
    State* state;
  };

  // Claims a state for `thread`. The outcome is `try_again` if another thread is mapping pages, if
  // other threads claim the new states, or if memory is short. It is `refused` if the system refuses
  // pages permanently.
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

  // Maps pages until at least `count` states are free, and returns the number of free states. Fails with
  // ENOTSUP if the system refuses pages permanently, with EAGAIN if another thread is mapping pages or
  // other threads claim the new states, and with ENOMEM if memory is short or `count` is above the
  // kernel's limit on threads.
  Result<size_t> make_room(size_t count, uintptr_t thread);

  // Makes the kernel drop all pages of states now, including pages with states in use. All states are
  // then zero. Returns 0, or the error of sys::drop.
  Result<size_t> discard_all();

  // The number of states in the mapped pages, and how many of them have an owner.
  struct Usage {
    size_t states, claimed;
  };
  Usage usage();

  // Has the system refused pages permanently?
  bool refused() const { return refused_.load(Order::relaxed); }

  // The offset of the key from the start of its state, in bytes.
  static size_t key_offset();

  // For a fork child: frees every state except those of `thread`, because the other owners do not
  // exist in the child (hazard fork-orphans-states). The states need no erasure, because droppable
  // memory is zero in a fork child.
  void keep_only(uintptr_t thread);

 private:
  // One or more pages of states, and an array with the owner of each state. Blocks are never removed.
  struct Block {
    Atomic<Block*> next;
    Atomic<unsigned char*> pages;
    size_t states;
    Atomic<uintptr_t>* owners;
  };

  // The largest number of states in the first block. Their owners are in first_owners_, so the first
  // block needs only one mmap (hazard unexpected-system-call). If a page of 16 KiB or more has room for
  // more states, the rest of the page is not used.
  static constexpr size_t kFirstBlockStates = 64;

  // The layout of the pages: the size of a page and the distance between two states, in bytes, and the
  // number of states in a page.
  struct Geometry {
    size_t page, stride, per_page;
    State* at(const Block& block, size_t index) const;
  };
  static Geometry geometry();

  // The result of mapping more states. `try_again` after a transient error, `refused` after a permanent
  // one.
  enum class Growth : unsigned char { mapped, try_again, refused };

  State* search(const Geometry& geometry, uintptr_t thread);
  Growth map_more(const Geometry& geometry);
  Growth without_pages(int error);
  Growth map_first(const Geometry& geometry);
  Growth map_further(const Geometry& geometry);

  Atomic<uintptr_t> first_owners_[kFirstBlockStates];
  Block first_{Atomic<Block*>{}, Atomic<unsigned char*>{}, 0, first_owners_};
  Atomic<Block*> recent_;  // the block in which a state was last freed or added; a search begins here
  Atomic<uintptr_t> lock_owner_;  // the thread that holds the lock, or 0
  Atomic<bool> refused_;
};

inline constinit StatePool state_pool;

}  // namespace nacre::random
