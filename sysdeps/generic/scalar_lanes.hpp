// SPDX-License-Identifier: MIT
// ChaCha20 without vector instructions, for tests only. The comments in this file describe the members
// that support/chacha20.hpp needs from the class of each backend (in NAME_lanes.hpp).
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

struct ScalarLanes {
  // A group is four rows: here one block. kBlocks is the number of blocks in a group, and kGroups is the
  // number of groups that are computed at the same time. On vector backends, all groups fit in the
  // registers.
  static constexpr int kBlocks = 1, kGroups = 2;
  // One row of the cipher's 4x4 words. On vector backends, a Row is one register, which holds this row
  // of `kBlocks` blocks.
  struct Row {
    uint32_t words[4];
  };

  // Loads a row of 16 bytes, and copies it to all blocks of the register.
  [[gnu::always_inline]] static void load(Row& row, const void* from) {
    for (int i = 0; i < 4; ++i) row.words[i] = word_at(from, i);
  }
  // Does the same as load(). Vector backends use two loads of 8 bytes, because the vDSO has just written
  // the key in words of 8 bytes. A processor forwards a recent store to a load only if the store
  // contains all bytes of the load.
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    load(row, from);
  }
  // Loads the last row of the first block from the 16 bytes at `start`. Its first half is the 64-bit
  // block number. Adds `counter` to this number, and `kBlocks` for each group before `group`. On vector
  // backends, each block of the register gets its own number.
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    load(row, start);
    const uint64_t number =
        (row.words[0] | uint64_t{row.words[1]} << 32) + counter + static_cast<uint64_t>(group);
    row.words[0] = static_cast<uint32_t>(number);
    row.words[1] = static_cast<uint32_t>(number >> 32);
  }
  // One step of the quarter round: a += b, then d = (d ^ a) rotated left by `kBits`.
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    for (int i = 0; i < 4; ++i) {
      a.words[i] += b.words[i];
      const uint32_t mixed = d.words[i] ^ a.words[i];
      d.words[i] = mixed << kBits | mixed >> (32 - kBits);
    }
  }
  // Rotates the words of the row: word `kWords` becomes word 0.
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    row = {{row.words[kWords % 4], row.words[(kWords + 1) % 4], row.words[(kWords + 2) % 4],
            row.words[(kWords + 3) % 4]}};
  }
  // Adds a row in memory, or another row, word by word.
  [[gnu::always_inline]] static void add(Row& row, const void* from) {
    for (int i = 0; i < 4; ++i) row.words[i] += word_at(from, i);
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    for (int i = 0; i < 4; ++i) row.words[i] += added.words[i];
  }
  // Reorders the rows of `kBlocks` blocks so that store() can write whole blocks.
  [[gnu::always_inline]] static void transpose(Row&, Row&, Row&, Row&) {}
  // Stores the blocks of a group, the last block first: Groups::finish() in support/chacha20.hpp says
  // why. Block i goes to `place(at + 64 * i)`.
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    unsigned char* const out = place(at);
    store_row(out, a);
    store_row(out + 16, b);
    store_row(out + 32, c);
    store_row(out + 48, d);
  }
  // Clears all registers that can hold words of the key. Does nothing here, because only tests use this
  // class. A vector backend must clear its registers.
  [[gnu::always_inline]] static void clear() {}

 private:
  // Loads a little-endian word on any processor.
  [[gnu::always_inline]] static uint32_t word_at(const void* from, int index) {
    uint32_t word;
    __builtin_memcpy(&word, static_cast<const unsigned char*>(from) + 4 * index, sizeof word);
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap32(word);
  }
  [[gnu::always_inline]] static void store_row(unsigned char* out, Row& row) {
    for (int i = 0; i < 4; ++i) {
      const uint32_t word =
          __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? row.words[i] : __builtin_bswap32(row.words[i]);
      __builtin_memcpy(out + 4 * i, &word, sizeof word);
    }
  }
};

}  // namespace nacre::sys
