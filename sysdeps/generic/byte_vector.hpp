// SPDX-License-Identifier: MIT
// A word as a vector of bytes, for architectures without vector instructions that the string functions
// can use. sysdeps/contract/byte_vector.hpp describes the members.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/byte_mask.hpp"

namespace nacre::sys {

struct WordBytes {
  using Word = uintptr_t;
  static constexpr size_t kSize = sizeof(Word);
  static constexpr int kUnroll = 1;
  static constexpr bool kHasMemoryOperands = false;
  static constexpr bool kHasMaskRegisters = false;
  using Mask = ByteMask<Word, 8, __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__>;
  Word v;

  [[gnu::always_inline]] static WordBytes load(const unsigned char* from) {
    WordBytes word;
    __builtin_memcpy(&word.v, from, kSize);
    return word;
  }
  [[gnu::always_inline]] static WordBytes load_aligned(const unsigned char* from) {
    return load(static_cast<const unsigned char*>(__builtin_assume_aligned(from, kSize)));
  }
  [[gnu::always_inline]] void store(unsigned char* to) const { __builtin_memcpy(to, &v, kSize); }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const {
    store(static_cast<unsigned char*>(__builtin_assume_aligned(to, kSize)));
  }
  [[gnu::always_inline]] WordBytes in_register() const { return *this; }
  [[gnu::always_inline]] static WordBytes of(unsigned char byte) { return {byte * kOnes}; }
  [[gnu::always_inline]] friend WordBytes operator&(WordBytes a, WordBytes b) { return {a.v & b.v}; }
  [[gnu::always_inline]] friend WordBytes operator|(WordBytes a, WordBytes b) { return {a.v | b.v}; }
  [[gnu::always_inline]] friend WordBytes operator^(WordBytes a, WordBytes b) { return {a.v ^ b.v}; }
  // Returns a vector that has a zero byte where one of the two vectors has a zero byte. The other bytes
  // are not the minimum.
  [[gnu::always_inline]] WordBytes min(WordBytes b) const {
    return {kTops ^ (zero_flags(v) | zero_flags(b.v))};
  }
  [[gnu::always_inline]] WordBytes equal(WordBytes b) const {
    return {(zero_flags(v ^ b.v) >> 7) * 0xff};
  }
  [[gnu::always_inline]] Mask set_bytes() const { return {v}; }
  [[gnu::always_inline]] Mask zeros() const { return {zero_flags(v)}; }
  [[gnu::always_inline]] WordBytes lower() const {
    // The first sum has the top bit set if the lower seven bits are at least 'A', and the second sum if
    // they are above 'Z'. A sum does not change the next byte.
    const Word low = v & ~kTops;
    const Word is_upper = (low + kOnes * (128 - 'A')) & ~(low + kOnes * (128 - 'Z' - 1)) & ~v & kTops;
    return {v | is_upper >> 2};
  }

 private:
  static constexpr Word kOnes = ~Word{0} / 0xff, kTops = kOnes * 0x80;

  // Returns a word that has only the top bits of those bytes that are zero in `word`. The sum of the
  // lower seven bits and 0x7f has the top bit set unless they are zero, and does not change the next
  // byte.
  [[gnu::always_inline]] static Word zero_flags(Word word) {
    return ~(((word & ~kTops) + ~kTops) | word | ~kTops);
  }
};
using ByteVector = WordBytes;
using CopyVector = WordBytes;

}  // namespace nacre::sys
