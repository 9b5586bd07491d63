// SPDX-License-Identifier: MIT
// The ChaCha20 instructions for AVX2. sysdeps/generic/scalar_lanes.hpp describes the members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <row_rotation.hpp>

namespace nacre::sys {

// A register holds one row of two blocks. Three groups of two blocks need 12 of the 16 registers.
// Rotations by whole bytes are shuffles, whose patterns are memory operands and need no register.
struct Avx2Lanes {
  static constexpr int kBlocks = 2, kGroups = 3;
  typedef uint64_t Row __attribute__((vector_size(32)));

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    __asm__ volatile("vbroadcasti128 %1, %0" : "=x"(row) : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    __asm__ volatile(
        "vmovq %1, %x0\n\t"
        "vmovhps %2, %x0, %x0\n\t"
        "vinserti128 $1, %x0, %0, %0"
        : "=&x"(row)
        : "m"(word_at(from)), "m"(word_at(from + 8)));
  }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    __asm__ volatile(
        "vmovq %2, %x0\n\t"
        "vpaddq %1, %x0, %x0\n\t"
        "vinserti128 $1, %x0, %0, %0\n\t"
        "vpaddq %3, %0, %0"
        : "=&x"(row)
        : "m"(row_at(start)), "r"(counter), "m"(kNumbers[group]));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    if constexpr (kBits % 8 == 0) {
      __asm__ volatile(
          "vpaddd %2, %0, %0\n\t"
          "vpxor %0, %1, %1\n\t"
          "vpshufb %3, %1, %1"
          : "+x"(a), "+x"(d)
          : "x"(b), "m"(kBits == 16 ? kRotate16 : kRotate8));
    } else {
      Row shifted;
      __asm__ volatile(
          "vpaddd %3, %0, %0\n\t"
          "vpxor %0, %1, %1\n\t"
          "vpslld %4, %1, %2\n\t"
          "vpsrld %5, %1, %1\n\t"
          "vpor %2, %1, %1"
          : "+x"(a), "+x"(d), "=&x"(shifted)
          : "x"(b), "i"(kBits), "i"(32 - kBits));
    }
  }
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("vpshufd %1, %0, %0" : "+x"(row) : "i"(rotation_pattern(kWords)));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added;
    __asm__ volatile(
        "vbroadcasti128 %2, %1\n\t"
        "vpaddd %1, %0, %0"
        : "+x"(row), "=&x"(added)
        : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("vpaddd %1, %0, %0" : "+x"(row) : "x"(added));
  }
  // Before, each register holds one row of both blocks. Afterwards, a and c are the halves of the first
  // block, and b and d are the halves of the second.
  [[gnu::always_inline]] static void transpose(Row& a, Row& b, Row& c, Row& d) {
    exchange(a, b);
    exchange(c, d);
  }
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    store_block(place(at + 64), b, d);
    store_block(place(at), a, c);
  }
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile("vzeroall"
                     :
                     :
                     : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                       "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
  }

 private:
  typedef uint64_t Unaligned32 __attribute__((vector_size(32), may_alias, aligned(1)));

  // Exchanges the high half of `first` with the low half of `second`.
  [[gnu::always_inline]] static void exchange(Row& first, Row& second) {
    Row old;
    __asm__ volatile(
        "vmovdqa %0, %2\n\t"
        "vinserti128 $1, %x1, %0, %0\n\t"
        "vperm2i128 $0x31, %1, %2, %1"
        : "+x"(first), "+x"(second), "=&x"(old));
  }
  [[gnu::always_inline]] static void store_block(unsigned char* out, Row& first, Row& second) {
    auto* const halves = reinterpret_cast<Unaligned32*>(out);
    __asm__ volatile("vmovdqu %1, %0" : "=m"(halves[0]) : "x"(first));
    __asm__ volatile("vmovdqu %1, %0" : "=m"(halves[1]) : "x"(second));
  }

  struct alignas(32) Bytes {
    unsigned char bytes[32];
  };
  static constexpr Bytes kRotate16 = {{2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13,
                                       2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13}};
  static constexpr Bytes kRotate8 = {{3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14,
                                      3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14}};

  // The number of each block in each group, counted from the first block of the first group.
  struct alignas(32) Numbers {
    uint64_t words[4];
  };
  static constexpr Numbers kNumbers[kGroups] = {{{0, 0, 1, 0}}, {{2, 0, 3, 0}}, {{4, 0, 5, 0}}};
};

}  // namespace nacre::sys
