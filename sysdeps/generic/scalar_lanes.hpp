// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

// Lanes of ChaCha20 for processors without vectors, one block at a time: its sixteen words want as many
// registers and a few more.
struct ScalarLanes {
  static constexpr int kBlocks = 1, kGroups = 2;
  struct Row {
    uint32_t words[4];
  };

  [[gnu::always_inline]] static void load(Row& row, const void* from) {
    for (int i = 0; i < 4; ++i) row.words[i] = word_at(from, i);
  }
  [[gnu::always_inline]] static void load_new(Row& row, const unsigned char* from) { load(row, from); }
  [[gnu::always_inline]] static void count(Row& row, const unsigned char* start, uint64_t counter,
                                           int group) {
    load(row, start);
    const uint64_t number =
        (row.words[0] | uint64_t{row.words[1]} << 32) + counter + static_cast<uint64_t>(group);
    row.words[0] = static_cast<uint32_t>(number);
    row.words[1] = static_cast<uint32_t>(number >> 32);
  }
  template <int kBits>
  [[gnu::always_inline]] static void mix(Row& a, Row& b, Row& d) {
    for (int i = 0; i < 4; ++i) {
      a.words[i] += b.words[i];
      const uint32_t mixed = d.words[i] ^ a.words[i];
      d.words[i] = mixed << kBits | mixed >> (32 - kBits);
    }
  }
  template <int kWords>
  [[gnu::always_inline]] static void turn(Row& row) {
    row = {{row.words[kWords % 4], row.words[(kWords + 1) % 4], row.words[(kWords + 2) % 4],
            row.words[(kWords + 3) % 4]}};
  }
  [[gnu::always_inline]] static void add(Row& row, const void* from) {
    for (int i = 0; i < 4; ++i) row.words[i] += word_at(from, i);
  }
  [[gnu::always_inline]] static void add(Row& row, Row& added) {
    for (int i = 0; i < 4; ++i) row.words[i] += added.words[i];
  }
  [[gnu::always_inline]] static void transpose(Row&, Row&, Row&, Row&) {}
  // The blocks, the last first, where `place` says; the first begins `at` bytes into the output.
  template <class Place>
  [[gnu::always_inline]] static void store(Row& a, Row& b, Row& c, Row& d, const Place& place,
                                           size_t at) {
    unsigned char* const out = place(at);
    put(out, a);
    put(out + 16, b);
    put(out + 32, c);
    put(out + 48, d);
  }
  // Which registers there are, a port must say.
  [[gnu::always_inline]] static void clear() {}

 private:
  // Least byte first, whatever the processor's order.
  [[gnu::always_inline]] static uint32_t word_at(const void* from, int index) {
    uint32_t word;
    __builtin_memcpy(&word, static_cast<const unsigned char*>(from) + 4 * index, sizeof word);
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap32(word);
  }
  [[gnu::always_inline]] static void put(unsigned char* out, Row& row) {
    for (int i = 0; i < 4; ++i) {
      const uint32_t word =
          __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? row.words[i] : __builtin_bswap32(row.words[i]);
      __builtin_memcpy(out + 4 * i, &word, sizeof word);
    }
  }
};

}  // namespace nacre::sys
