// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <loose_memory.hpp>

namespace nacre::sys {

// What lanes of ChaCha20 have in common whose registers hold a row of one block, whatever their
// instructions are: `Lanes::put` writes a row to memory.
template <class Lanes>
struct BlockLanes {
  static constexpr int kBlocks = 1;
  typedef uint64_t Row __attribute__((vector_size(16)));

  // A group is one block already.
  [[gnu::always_inline]] static void transpose(Row&, Row&, Row&, Row&) {}
  // The block, where `place` says; it begins `at` bytes into the output.
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    auto* const rows = reinterpret_cast<LooseRow*>(place(at));
    Lanes::put(rows[0], a);
    Lanes::put(rows[1], b);
    Lanes::put(rows[2], c);
    Lanes::put(rows[3], d);
  }
};

}  // namespace nacre::sys
