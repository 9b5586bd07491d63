// SPDX-License-Identifier: MIT
// The ChaCha20 instructions for VSX, little-endian. sysdeps/generic/scalar_lanes.hpp describes the
// members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <block_lanes.hpp>

namespace nacre::sys {

// A register holds one row of one block. Six blocks need 24 of the 32 vector registers.
//
// lxvd2x and stxvd2x transfer the two halves of a register in big-endian order, so xxpermdi exchanges
// the halves after a load and before a store.
struct VsxLanes : BlockLanes<VsxLanes> {
  static constexpr int kGroups = 6;

  [[gnu::always_inline]] static void load(Row& row, const unsigned char* from) {
    __asm__ volatile(
        "lxvd2x %x0, %y1\n\t"
        "xxpermdi %x0, %x0, %x0, 2"
        : "=v"(row)
        : "Z"(row_at(from)));
  }
  [[gnu::always_inline]] static void load_halves(Row& row, const unsigned char* from) {
    Row second;
    __asm__ volatile(
        "lxsdx %x0, %y2\n\t"
        "lxsdx %x1, %y3\n\t"
        "xxpermdi %x0, %x1, %x0, 0"
        : "=&v"(row), "=&v"(second)
        : "Z"(word_at(from)), "Z"(word_at(from + 8)));
  }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    Row number, zero;
    __asm__ volatile(
        "lxvd2x %x0, %y3\n\t"
        "xxpermdi %x0, %x0, %x0, 2\n\t"
        "vxor %2, %2, %2\n\t"
        "mtvsrd %x1, %4\n\t"
        "xxpermdi %x1, %x2, %x1, 0\n\t"
        "vaddudm %0, %0, %1"
        : "=&v"(row), "=&v"(number), "=&v"(zero)
        : "Z"(row_at(start)), "r"(counter + static_cast<uint64_t>(group)));
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    // vspltisw loads a constant from -16 to 15, and vrlw uses the low five bits of it. So a rotation by
    // 16 is loaded as -16.
    constexpr int kCount = kBits < 16 ? kBits : kBits - 32;
    Row bits;
    __asm__ volatile(
        "vspltisw %2, %4\n\t"
        "vadduwm %0, %0, %3\n\t"
        "vxor %1, %1, %0\n\t"
        "vrlw %1, %1, %2"
        : "+v"(a), "+v"(d), "=&v"(bits)
        : "v"(b), "i"(kCount));
  }
  // vsldoi counts bytes from the most significant end. A rotation by n words is a shift by 16 - 4n
  // bytes.
  template <int kWords>
  [[gnu::always_inline]] static void rotate(Row& row) {
    __asm__ volatile("vsldoi %0, %0, %0, %1" : "+v"(row) : "i"(16 - 4 * kWords));
  }
  [[gnu::always_inline]] static void add(Row& row, const unsigned char* from) {
    Row added;
    __asm__ volatile(
        "lxvd2x %x1, %y2\n\t"
        "xxpermdi %x1, %x1, %x1, 2\n\t"
        "vadduwm %0, %0, %1"
        : "+v"(row), "=&v"(added)
        : "Z"(row_at(from)));
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    __asm__ volatile("vadduwm %0, %0, %1" : "+v"(row) : "v"(added));
  }
  [[gnu::always_inline]] static void store_row(UnalignedRow& out, Row& row) {
    __asm__ volatile(
        "xxpermdi %x1, %x1, %x1, 2\n\t"
        "stxvd2x %x1, %y0"
        : "=Z"(out), "+v"(row));
  }
  // Clears the 32 vector registers, and the 32 lower VSX registers, which include the floating-point
  // registers. The lower registers can hold rows too, because the compiler moves rows there temporarily.
  [[gnu::always_inline]] static void clear() {
    __asm__ volatile(
        "vxor 0,0,0\n\tvxor 1,1,1\n\tvxor 2,2,2\n\tvxor 3,3,3\n\t"
        "vxor 4,4,4\n\tvxor 5,5,5\n\tvxor 6,6,6\n\tvxor 7,7,7\n\t"
        "vxor 8,8,8\n\tvxor 9,9,9\n\tvxor 10,10,10\n\tvxor 11,11,11\n\t"
        "vxor 12,12,12\n\tvxor 13,13,13\n\tvxor 14,14,14\n\tvxor 15,15,15\n\t"
        "vxor 16,16,16\n\tvxor 17,17,17\n\tvxor 18,18,18\n\tvxor 19,19,19\n\t"
        "vxor 20,20,20\n\tvxor 21,21,21\n\tvxor 22,22,22\n\tvxor 23,23,23\n\t"
        "vxor 24,24,24\n\tvxor 25,25,25\n\tvxor 26,26,26\n\tvxor 27,27,27\n\t"
        "vxor 28,28,28\n\tvxor 29,29,29\n\tvxor 30,30,30\n\tvxor 31,31,31\n\t"
        "xxlxor 0,0,0\n\txxlxor 1,1,1\n\txxlxor 2,2,2\n\txxlxor 3,3,3\n\t"
        "xxlxor 4,4,4\n\txxlxor 5,5,5\n\txxlxor 6,6,6\n\txxlxor 7,7,7\n\t"
        "xxlxor 8,8,8\n\txxlxor 9,9,9\n\txxlxor 10,10,10\n\txxlxor 11,11,11\n\t"
        "xxlxor 12,12,12\n\txxlxor 13,13,13\n\txxlxor 14,14,14\n\txxlxor 15,15,15\n\t"
        "xxlxor 16,16,16\n\txxlxor 17,17,17\n\txxlxor 18,18,18\n\txxlxor 19,19,19\n\t"
        "xxlxor 20,20,20\n\txxlxor 21,21,21\n\txxlxor 22,22,22\n\txxlxor 23,23,23\n\t"
        "xxlxor 24,24,24\n\txxlxor 25,25,25\n\txxlxor 26,26,26\n\txxlxor 27,27,27\n\t"
        "xxlxor 28,28,28\n\txxlxor 29,29,29\n\txxlxor 30,30,30\n\txxlxor 31,31,31"
        :
        :
        : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14",
          "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27",
          "v28", "v29", "v30", "v31", "fr0", "fr1", "fr2", "fr3", "fr4", "fr5", "fr6", "fr7", "fr8",
          "fr9", "fr10", "fr11", "fr12", "fr13", "fr14", "fr15", "fr16", "fr17", "fr18", "fr19", "fr20",
          "fr21", "fr22", "fr23", "fr24", "fr25", "fr26", "fr27", "fr28", "fr29", "fr30", "fr31");
  }
};

}  // namespace nacre::sys
