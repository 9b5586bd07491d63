// SPDX-License-Identifier: MIT
// The steps of ChaCha20, written with instructions of the vector facility.
// sysdeps/generic/scalar_lanes.hpp describes the members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <block_lanes.hpp>

namespace nacre::sys {

// A register holds one row of one block. Five blocks need 20 of the 32 registers.
//
// The processor is big-endian and the cipher's words are little-endian, so vperm reverses the bytes of
// each word after a load and before a store. Each function that uses vperm loads its pattern from
// memory, so that no register is reserved for it.
struct VectorLanes : BlockLanes<VectorLanes> {
  static constexpr int kGroups = 5;

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    Row pattern;
    __asm__ volatile(
        "vl %0, %2\n\t"
        "vl %1, %3\n\t"
        "vperm %0, %0, %0, %1"
        : "=&v"(row), "=&v"(pattern)
        : "R"(row_at(from)), "R"(kConstants.by_words));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    Row pattern;
    __asm__ volatile(
        "vleg %0, %2, 0\n\t"
        "vleg %0, %3, 1\n\t"
        "vl %1, %4\n\t"
        "vperm %0, %0, %0, %1"
        : "=&v"(row), "=&v"(pattern)
        : "R"(word_at(from)), "R"(word_at(from + 8)), "R"(kConstants.by_words));
  }
  // Reverses the bytes of each half, so that the 64-bit counter can be added. The last instruction
  // exchanges the two words of each half, so that the words are in the same order as after load().
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    Row number;
    __asm__ volatile(
        "vl %0, %2\n\t"
        "vl %1, %3\n\t"
        "vperm %0, %0, %0, %1\n\t"
        "vl %1, %5\n\t"
        "vag %0, %0, %1\n\t"
        "vgbm %1, 0\n\t"
        "vlvgg %1, %4, 0\n\t"
        "vag %0, %0, %1\n\t"
        "verllg %0, %0, 32"
        : "=&v"(row), "=&v"(number)
        : "R"(row_at(start)), "R"(kConstants.by_halves), "d"(counter), "R"(kConstants.numbers[group]));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    __asm__ volatile(
        "vaf %0, %0, %2\n\t"
        "vx %1, %1, %0\n\t"
        "verllf %1, %1, %3"
        : "+v"(a), "+v"(d)
        : "v"(b), "i"(kBits));
  }
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("vsldb %0, %0, %0, %1" : "+v"(row) : "i"(4 * kWords));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added, pattern;
    __asm__ volatile(
        "vl %1, %3\n\t"
        "vl %2, %4\n\t"
        "vperm %1, %1, %1, %2\n\t"
        "vaf %0, %0, %1"
        : "+v"(row), "=&v"(added), "=&v"(pattern)
        : "R"(row_at(from)), "R"(kConstants.by_words));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("vaf %0, %0, %1" : "+v"(row) : "v"(added));
  }
  [[gnu::always_inline]] static void store_row(UnalignedRow& out, Row& row) {
    Row pattern;
    __asm__ volatile(
        "vl %2, %3\n\t"
        "vperm %1, %1, %1, %2\n\t"
        "vst %1, %0"
        : "=R"(out), "+v"(row), "=&v"(pattern)
        : "R"(kConstants.by_words));
  }
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile(
        "vzero %%v0\n\tvzero %%v1\n\tvzero %%v2\n\tvzero %%v3\n\t"
        "vzero %%v4\n\tvzero %%v5\n\tvzero %%v6\n\tvzero %%v7\n\t"
        "vzero %%v8\n\tvzero %%v9\n\tvzero %%v10\n\tvzero %%v11\n\t"
        "vzero %%v12\n\tvzero %%v13\n\tvzero %%v14\n\tvzero %%v15\n\t"
        "vzero %%v16\n\tvzero %%v17\n\tvzero %%v18\n\tvzero %%v19\n\t"
        "vzero %%v20\n\tvzero %%v21\n\tvzero %%v22\n\tvzero %%v23\n\t"
        "vzero %%v24\n\tvzero %%v25\n\tvzero %%v26\n\tvzero %%v27\n\t"
        "vzero %%v28\n\tvzero %%v29\n\tvzero %%v30\n\tvzero %%v31"
        :
        :
        : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14",
          "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27",
          "v28", "v29", "v30", "v31");
  }

 private:
  // The patterns for vperm, and the block number of each group. They are in one structure, so that one
  // register can address all of them.
  struct alignas(16) Constants {
    unsigned char by_words[16], by_halves[16];
    struct {
      uint64_t words[2];
    } numbers[kGroups];
  };
  static constexpr Constants kConstants = {{3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12},
                                           {7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8},
                                           {{{0, 0}}, {{1, 0}}, {{2, 0}}, {{3, 0}}, {{4, 0}}}};
};

}  // namespace nacre::sys
