// SPDX-License-Identifier: MIT
// The ChaCha20 instructions for AVX-512F with VL. sysdeps/generic/scalar_lanes.hpp describes the
// members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <row_rotation.hpp>

namespace nacre::sys {

// A register holds one row of four blocks. Seven groups of four blocks need 28 of the 32 registers.
struct Avx512Lanes {
  static constexpr int kBlocks = 4, kGroups = 7;
  typedef uint64_t Row __attribute__((vector_size(64)));

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    __asm__ volatile("vbroadcasti32x4 %1, %0" : "=v"(row) : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    __asm__ volatile(
        "vmovq %1, %x0\n\t"
        "vmovhps %2, %x0, %x0\n\t"
        "vshufi32x4 $0, %0, %0, %0"
        : "=&v"(row)
        : "m"(word_at(from)), "m"(word_at(from + 8)));
  }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    __asm__ volatile(
        "vmovq %2, %x0\n\t"
        "vpaddq %1, %x0, %x0\n\t"
        "vshufi32x4 $0, %0, %0, %0\n\t"
        "vpaddq %3, %0, %0"
        : "=&v"(row)
        : "m"(row_at(start)), "r"(counter), "m"(kNumbers[group]));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    __asm__ volatile(
        "vpaddd %2, %0, %0\n\t"
        "vpxord %0, %1, %1\n\t"
        "vprold %3, %1, %1"
        : "+v"(a), "+v"(d)
        : "v"(b), "i"(kBits));
  }
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("vpshufd %1, %0, %0" : "+v"(row) : "i"(rotation_pattern(kWords)));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added;
    __asm__ volatile(
        "vbroadcasti32x4 %2, %1\n\t"
        "vpaddd %1, %0, %0"
        : "+v"(row), "=&v"(added)
        : "m"(row_at(from)));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("vpaddd %1, %0, %0" : "+v"(row) : "v"(added));
  }
  // Before, each register holds one row of all four blocks. Afterwards, each register is one block: a is
  // the first, c the second, b the third and d the last.
  [[gnu::always_inline]] static void transpose(Row& a, Row& b, Row& c, Row& d) {
    exchange<0x44, 0xee>(a, b);
    exchange<0x44, 0xee>(c, d);
    exchange<0x88, 0xdd>(a, c);
    exchange<0x88, 0xdd>(b, d);
  }
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    store_block(place(at + 192), d);
    store_block(place(at + 128), b);
    store_block(place(at + 64), c);
    store_block(place(at), a);
  }
  // vzeroall does not clear zmm16 to zmm31.
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile(
        "vzeroall\n\t"
        "vpxord %%zmm16, %%zmm16, %%zmm16\n\t"
        "vpxord %%zmm17, %%zmm17, %%zmm17\n\t"
        "vpxord %%zmm18, %%zmm18, %%zmm18\n\t"
        "vpxord %%zmm19, %%zmm19, %%zmm19\n\t"
        "vpxord %%zmm20, %%zmm20, %%zmm20\n\t"
        "vpxord %%zmm21, %%zmm21, %%zmm21\n\t"
        "vpxord %%zmm22, %%zmm22, %%zmm22\n\t"
        "vpxord %%zmm23, %%zmm23, %%zmm23\n\t"
        "vpxord %%zmm24, %%zmm24, %%zmm24\n\t"
        "vpxord %%zmm25, %%zmm25, %%zmm25\n\t"
        "vpxord %%zmm26, %%zmm26, %%zmm26\n\t"
        "vpxord %%zmm27, %%zmm27, %%zmm27\n\t"
        "vpxord %%zmm28, %%zmm28, %%zmm28\n\t"
        "vpxord %%zmm29, %%zmm29, %%zmm29\n\t"
        "vpxord %%zmm30, %%zmm30, %%zmm30\n\t"
        "vpxord %%zmm31, %%zmm31, %%zmm31"
        :
        :
        : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
          "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "xmm16", "xmm17", "xmm18", "xmm19", "xmm20",
          "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30",
          "xmm31");
  }

 private:
  typedef uint64_t Unaligned64 __attribute__((vector_size(64), may_alias, aligned(1)));

  // A quarter of a register has 128 bits. Each register becomes two quarters of the old `first`,
  // followed by two of the old `second`. kFirst is the selector of vshufi32x4 for the new `first`, and
  // kSecond for the new `second`.
  template <int kFirst, int kSecond>
  [[gnu::always_inline]] static void exchange(Row& first, Row& second) {
    Row old;
    __asm__ volatile(
        "vmovdqa64 %0, %2\n\t"
        "vshufi32x4 %3, %1, %0, %0\n\t"
        "vshufi32x4 %4, %1, %2, %1"
        : "+v"(first), "+v"(second), "=&v"(old)
        : "i"(kFirst), "i"(kSecond));
  }
  [[gnu::always_inline]] static void store_block(unsigned char* out, Row& row) {
    __asm__ volatile("vmovdqu64 %1, %0" : "=m"(*reinterpret_cast<Unaligned64*>(out)) : "v"(row));
  }

  // The number of each block in each group, counted from the first block of the first group.
  struct alignas(64) Numbers {
    uint64_t words[8];
  };
  static constexpr Numbers kNumbers[kGroups] = {
      {{0, 0, 1, 0, 2, 0, 3, 0}},     {{4, 0, 5, 0, 6, 0, 7, 0}},     {{8, 0, 9, 0, 10, 0, 11, 0}},
      {{12, 0, 13, 0, 14, 0, 15, 0}}, {{16, 0, 17, 0, 18, 0, 19, 0}}, {{20, 0, 21, 0, 22, 0, 23, 0}},
      {{24, 0, 25, 0, 26, 0, 27, 0}}};
};

}  // namespace nacre::sys
