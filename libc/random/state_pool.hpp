// SPDX-License-Identifier: MIT
// Where the states of vDSO getrandom live, and who has which.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"
#include "support/result.hpp"

namespace nacre::random {

// A state of the kernel's vDSO getrandom: opaque bytes in droppable memory, alone on its cache lines.
struct alignas(8) State {
  unsigned char bytes[1];
};

// What a long draw expands, right behind a state, in the same page (H28a). Zero but during such a draw.
struct Key {
  unsigned char bytes[32];
  Atomic<uint64_t> stamp;
};

// Hands states to threads and takes them back.
//
// A state has an owner, the identity of one thread, in an array in ordinary memory, for droppable
// memory may turn to zeros at any time (H9). Claiming is one compare-and-swap of that word from nobody
// to the thread, so that there is no moment in which a state is taken but belongs to nobody known: a
// fork child can tell exactly which states are its own (H7), and a thread that dies amid a claim leaves
// nothing behind (H4). There is no list of free states, so no ABA (H13). The only lock is tried, never
// waited for, and only by who wants more pages (H8).
class StatePool {
 public:
  enum class Outcome : unsigned char { claimed, try_again, none };
  struct Claim {
    Outcome outcome;
    State* state;
  };

  // A state for `thread`; or `try_again` when another thread is just mapping pages or memory is short;
  // or `none`, for good, when the system refuses pages.
  Claim claim(uintptr_t thread);

  // Gives the state to whoever comes next: as it is, for what was drawn from it is erased already and
  // what was not is nobody's yet, so that the next draw needs no reseed; or, if a draw on it never came
  // to its end, zeroed (H4).
  void release(State* state, bool amid_a_draw);

  // Releases whatever `thread` had claimed, for one that died amid its claim (H4).
  void release_all_of(uintptr_t thread);

  // Gives the lock back, if it is `thread`'s.
  void unlock(uintptr_t thread);

  // Maps pages until `count` states are free, if that many are not. Fails with ENOTSUP when the system
  // refuses pages for good, with EAGAIN when another thread is just mapping some, and with ENOMEM.
  Result<size_t> make_room(size_t count, uintptr_t thread);

  // Zeroes every state, at once and as the kernel drops them, whatever its owner does with it now.
  Result<size_t> discard_all();

  // How many states there are, and how many are claimed.
  struct Usage {
    size_t states, claimed;
  };
  Usage usage();

  // Has the system refused pages for good?
  bool refused() const { return refused_.load(Order::relaxed); }

  // Where the key behind a state is, in bytes.
  static size_t key_offset();

  // In a fork child: every state but those of `thread` belonged to threads that are gone (H7). The
  // kernel has wiped all of them.
  void keep_only(uintptr_t thread);

 private:
  // Some whole pages of states. Blocks are only ever added.
  struct Block {
    Atomic<Block*> next;
    Atomic<unsigned char*> pages;
    size_t states;
    Atomic<uintptr_t>* owners;
  };

  // The first block's owners need no mapping of their own: up to so many threads draw after a single
  // mmap (H14). More than this many states of a larger page wait for a block that is mapped.
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
  Atomic<Block*> recent_;      // where a state was freed or added last: the search begins there
  Atomic<uintptr_t> growing_;  // the thread that maps pages now
  Atomic<bool> refused_;
};

inline constinit StatePool state_pool;

}  // namespace nacre::random
