// SPDX-License-Identifier: MIT
// The NEON instructions of the ChaCha20 backend. sysdeps/generic/scalar_lanes.hpp describes the members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <block_lanes.hpp>

namespace nacre::sys {

// A register holds one row of one block. Six blocks need 24 of the 32 registers.
struct NeonLanes : BlockLanes<NeonLanes> {
  static constexpr int kGroups = 6;

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    __asm__ volatile("ldr %q0, %1" : "=w"(row) : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    __asm__ volatile(
        "ldr %d0, %1\n\t"
        "ld1 {%0.d}[1], %2"
        : "=&w"(row)
        : "m"(word_at(from)), "Q"(word_at(from + 8)));
  }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    Row number;
    __asm__ volatile(
        "ldr %q0, %2\n\t"
        "fmov %d1, %3\n\t"
        "add %0.2d, %0.2d, %1.2d"
        : "=&w"(row), "=&w"(number)
        : "m"(row_at(start)), "r"(counter + static_cast<uint64_t>(group)));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    if constexpr (kBits == 16) {
      __asm__ volatile(
          "add %0.4s, %0.4s, %2.4s\n\t"
          "eor %1.16b, %1.16b, %0.16b\n\t"
          "rev32 %1.8h, %1.8h"
          : "+w"(a), "+w"(d)
          : "w"(b));
    } else {
      Row mixed;
      __asm__ volatile(
          "add %0.4s, %0.4s, %3.4s\n\t"
          "eor %2.16b, %1.16b, %0.16b\n\t"
          "shl %1.4s, %2.4s, %4\n\t"
          "sri %1.4s, %2.4s, %5"
          : "+w"(a), "+w"(d), "=&w"(mixed)
          : "w"(b), "i"(kBits), "i"(32 - kBits));
    }
  }
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("ext %0.16b, %0.16b, %0.16b, %1" : "+w"(row) : "i"(4 * kWords));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added;
    __asm__ volatile(
        "ldr %q1, %2\n\t"
        "add %0.4s, %0.4s, %1.4s"
        : "+w"(row), "=&w"(added)
        : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("add %0.4s, %0.4s, %1.4s" : "+w"(row) : "w"(added));
  }
  [[gnu::always_inline]] static void store_row(UnalignedRow& out, Row& row) {
    __asm__ volatile("str %q1, %0" : "=m"(out) : "w"(row));
  }
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile(
        "movi v0.2d, #0\n\tmovi v1.2d, #0\n\tmovi v2.2d, #0\n\tmovi v3.2d, #0\n\t"
        "movi v4.2d, #0\n\tmovi v5.2d, #0\n\tmovi v6.2d, #0\n\tmovi v7.2d, #0\n\t"
        "movi v8.2d, #0\n\tmovi v9.2d, #0\n\tmovi v10.2d, #0\n\tmovi v11.2d, #0\n\t"
        "movi v12.2d, #0\n\tmovi v13.2d, #0\n\tmovi v14.2d, #0\n\tmovi v15.2d, #0\n\t"
        "movi v16.2d, #0\n\tmovi v17.2d, #0\n\tmovi v18.2d, #0\n\tmovi v19.2d, #0\n\t"
        "movi v20.2d, #0\n\tmovi v21.2d, #0\n\tmovi v22.2d, #0\n\tmovi v23.2d, #0\n\t"
        "movi v24.2d, #0\n\tmovi v25.2d, #0\n\tmovi v26.2d, #0\n\tmovi v27.2d, #0\n\t"
        "movi v28.2d, #0\n\tmovi v29.2d, #0\n\tmovi v30.2d, #0\n\tmovi v31.2d, #0"
        :
        :
        : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14",
          "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27",
          "v28", "v29", "v30", "v31");
  }
};

}  // namespace nacre::sys
