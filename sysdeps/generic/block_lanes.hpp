// SPDX-License-Identifier: MIT
// The common part of those ChaCha20 backends that keep one row of one block in each vector register. A
// block is a matrix of 4x4 words, and a row has 16 bytes.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <unaligned_memory.hpp>

namespace nacre::sys {

// A backend, the class `Lanes`, derives from this class and adds `store_row`, which writes a row to
// memory. scalar_lanes.hpp describes the members of backends.
template <class Lanes>
struct BlockLanes {
  static constexpr int kBlocks = 1;
  typedef uint64_t Row __attribute__((vector_size(16)));

  // Does nothing, because the four rows already belong to one block.
  [[gnu::always_inline]] static void transpose(Row&, Row&, Row&, Row&) {}
  // Stores the four rows of a block at the address `place(at)`.
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
