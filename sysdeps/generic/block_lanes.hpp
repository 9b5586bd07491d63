// SPDX-License-Identifier: MIT
// The common part of ChaCha20 backends whose registers hold one row of one block each.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <loose_memory.hpp>

namespace nacre::sys {

// A backend `Lanes` derives from this class, and adds `store_row`, which writes a row to memory.
// scalar_lanes.hpp describes the members.
template <class Lanes>
struct BlockLanes {
  static constexpr int kBlocks = 1;
  typedef uint64_t Row __attribute__((vector_size(16)));

  // Does nothing, because the rows of a group are the rows of one block.
  [[gnu::always_inline]] static void transpose(Row&, Row&, Row&, Row&) {}
  // Stores the block of the four rows at `place(at)`.
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    auto* const rows = reinterpret_cast<UnalignedRow*>(place(at));
    Lanes::store_row(rows[0], a);
    Lanes::store_row(rows[1], b);
    Lanes::store_row(rows[2], c);
    Lanes::store_row(rows[3], d);
  }
};

}  // namespace nacre::sys
