// SPDX-License-Identifier: MIT
// The ChaCha20 instructions for SSE2. sysdeps/generic/scalar_lanes.hpp describes the members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <block_lanes.hpp>
#include <row_rotation.hpp>

namespace nacre::sys {

// Every x86_64 processor has SSE2. A register holds one row of one block. Three blocks need 12 of the 16
// registers.
struct Sse2Lanes : BlockLanes<Sse2Lanes> {
  static constexpr int kGroups = 3;

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    __asm__ volatile("movdqu %1, %0" : "=x"(row) : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    __asm__ volatile(
        "movq %1, %0\n\t"
        "movhps %2, %0"
        : "=&x"(row)
        : "m"(word_at(from)), "m"(word_at(from + 8)));
  }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    __asm__ volatile(
        "movq %2, %0\n\t"
        "paddq %1, %0\n\t"
        "paddq %3, %0"
        : "=&x"(row)
        : "m"(row_at(start)), "r"(counter), "m"(kNumbers[group]));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    if constexpr (kBits == 16) {
      __asm__ volatile(
          "paddd %2, %0\n\t"
          "pxor %0, %1\n\t"
          "pshuflw $0xb1, %1, %1\n\t"
          "pshufhw $0xb1, %1, %1"
          : "+x"(a), "+x"(d)
          : "x"(b));
    } else {
      Row shifted;
      __asm__ volatile(
          "paddd %3, %0\n\t"
          "pxor %0, %1\n\t"
          "movdqa %1, %2\n\t"
          "pslld %4, %2\n\t"
          "psrld %5, %1\n\t"
          "por %2, %1"
          : "+x"(a), "+x"(d), "=&x"(shifted)
          : "x"(b), "i"(kBits), "i"(32 - kBits));
    }
  }
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("pshufd %1, %0, %0" : "+x"(row) : "i"(rotation_pattern(kWords)));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added;
    __asm__ volatile(
        "movdqu %2, %1\n\t"
        "paddd %1, %0"
        : "+x"(row), "=&x"(added)
        : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("paddd %1, %0" : "+x"(row) : "x"(added));
  }
  [[gnu::always_inline]] static void store_row(UnalignedRow& out, Row& row) {
    __asm__ volatile("movdqu %1, %0" : "=m"(out) : "x"(row));
  }
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile(
        "pxor %%xmm0, %%xmm0\n\t"
        "pxor %%xmm1, %%xmm1\n\t"
        "pxor %%xmm2, %%xmm2\n\t"
        "pxor %%xmm3, %%xmm3\n\t"
        "pxor %%xmm4, %%xmm4\n\t"
        "pxor %%xmm5, %%xmm5\n\t"
        "pxor %%xmm6, %%xmm6\n\t"
        "pxor %%xmm7, %%xmm7\n\t"
        "pxor %%xmm8, %%xmm8\n\t"
        "pxor %%xmm9, %%xmm9\n\t"
        "pxor %%xmm10, %%xmm10\n\t"
        "pxor %%xmm11, %%xmm11\n\t"
        "pxor %%xmm12, %%xmm12\n\t"
        "pxor %%xmm13, %%xmm13\n\t"
        "pxor %%xmm14, %%xmm14\n\t"
        "pxor %%xmm15, %%xmm15"
        :
        :
        : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
          "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
  }

 private:
  // The block number of each group.
  struct alignas(16) Number {
    uint64_t words[2];
  };
  static constexpr Number kNumbers[kGroups] = {{{0, 0}}, {{1, 0}}, {{2, 0}}};
};

}  // namespace nacre::sys
