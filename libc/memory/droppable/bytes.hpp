// SPDX-License-Identifier: MIT
// Copies between the caller's bytes and the 64-bit words in which the droppable cache stores them.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"

namespace nacre::droppable {

constexpr size_t kWordBytes = 8;
constexpr uint64_t words_for(uint64_t bytes) { return (bytes + kWordBytes - 1) / kWordBytes; }

inline uint64_t whole_word(const unsigned char* bytes) {
  uint64_t word;
  __builtin_memcpy(&word, bytes, sizeof word);
  return word;
}
inline void put_whole_word(unsigned char* bytes, uint64_t word) {
  __builtin_memcpy(bytes, &word, sizeof word);
}

// Loads an integer from `bytes + at`. In the result, its bytes are where they would be if all eight
// bytes from `bytes` on had been loaded as one word.
template <class Piece>
uint64_t piece_in_word(const unsigned char* bytes, size_t at) {
  Piece piece;
  __builtin_memcpy(&piece, bytes + at, sizeof piece);
  const size_t before = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? at : kWordBytes - sizeof piece - at;
  return uint64_t{piece} << 8 * before;
}
// The reverse: of the eight bytes of `word`, stores only the sizeof(Piece) bytes that belong at
// `bytes + at`.
template <class Piece>
void put_piece_of_word(unsigned char* bytes, uint64_t word, size_t at) {
  const size_t before = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? at : kWordBytes - sizeof(Piece) - at;
  const auto piece = static_cast<Piece>(word >> 8 * before);
  __builtin_memcpy(bytes + at, &piece, sizeof piece);
}

// Loads one to eight bytes as a word in memory order, padded with zeros. It uses two loads of fixed
// length that may overlap. A memcpy of variable length would be a function call. Copying the bytes one
// by one to memory and loading them as a word would be slow (store-to-load forwarding fails).
inline uint64_t part_word(const unsigned char* bytes, size_t length) {
  if (length >= 4) return piece_in_word<uint32_t>(bytes, 0) | piece_in_word<uint32_t>(bytes, length - 4);
  if (length >= 2) return piece_in_word<uint16_t>(bytes, 0) | piece_in_word<uint16_t>(bytes, length - 2);
  return piece_in_word<uint8_t>(bytes, 0);
}
// The reverse: stores the first `length` bytes of a word in memory order.
inline void put_part_word(unsigned char* bytes, uint64_t word, size_t length) {
  if (length >= 4) {
    put_piece_of_word<uint32_t>(bytes, word, 0);
    put_piece_of_word<uint32_t>(bytes, word, length - 4);
  } else if (length >= 2) {
    put_piece_of_word<uint16_t>(bytes, word, 0);
    put_piece_of_word<uint16_t>(bytes, word, length - 2);
  } else {
    put_piece_of_word<uint8_t>(bytes, word, 0);
  }
}

// Loads the word at `offset` of a buffer of `length` bytes. The last word may be partial.
inline uint64_t word_at(const unsigned char* bytes, size_t offset, size_t length) {
  return length - offset >= kWordBytes ? whole_word(bytes + offset)
                                       : part_word(bytes + offset, length - offset);
}

// Copies whole words, each by one atomic access. The loop is unrolled by eight. Without unrolling, its
// overhead would be as large as the cost of the copies.
inline void copy_out(unsigned char* to, const Atomic<uint64_t>* from, size_t words) {
  for (; words >= 8; words -= 8, from += 8, to += 8 * kWordBytes)
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i) put_whole_word(to + i * kWordBytes, from[i].load(Order::relaxed));
  for (; words > 0; --words, ++from, to += kWordBytes) put_whole_word(to, from->load(Order::relaxed));
}
inline void copy_in(Atomic<uint64_t>* to, const unsigned char* from, size_t words) {
  for (; words >= 8; words -= 8, from += 8 * kWordBytes, to += 8)
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i) to[i].store(whole_word(from + i * kWordBytes), Order::relaxed);
  for (; words > 0; --words, ++to, from += kWordBytes) to->store(whole_word(from), Order::relaxed);
}

}  // namespace nacre::droppable
