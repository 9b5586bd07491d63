// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre {

// One flag for each byte of a vector: the result of a comparison. A flag is kBits bits of `bits`, at
// least one of which is set if the byte is flagged. The flag of the byte at the lowest address is in the
// lowest bits, or with kReversed in the highest bits.
//
// With kBytes, there is one flag for each group of kBytes bytes. All indexes and counts are multiples of
// kBytes.
template <class Word, int kBits, bool kReversed = false, int kBytes = 1>
struct ByteMask {
  Word bits;

  [[gnu::always_inline]] explicit operator bool() const { return bits != 0; }

  // Returns the index of the first byte that is flagged. There must be one.
  [[gnu::always_inline]] size_t first() const { return (kReversed ? leading() : trailing()) * kBytes; }
  // Returns the index of the last byte that is flagged. There must be one.
  [[gnu::always_inline]] size_t last() const {
#ifdef __BMI__
    // With this instruction, the compiler needs no subtraction.
    if constexpr (!kReversed && sizeof(Word) <= sizeof(uint32_t)) {
      size_t index;
      __asm__("bsr %k0, %k0" : "=r"(index) : "0"(static_cast<uint32_t>(bits)) : "cc");
      return index / kBits * kBytes;
    }
#endif
    return (kFlags - 1 - (kReversed ? trailing() : leading())) * kBytes;
  }
  // Returns the mask of the bytes from index `count` on. The byte at `count` becomes the first.
  // `count` must be less than the number of bytes.
  [[gnu::always_inline]] ByteMask from(size_t count) const {
    return {static_cast<Word>(kReversed ? bits << bits_of(count) : bits >> bits_of(count))};
  }
  // Returns the mask in which the first byte is at index `count`, and the bytes before it are not
  // flagged. `count` must be less than the number of bytes.
  [[gnu::always_inline]] ByteMask after(size_t count) const {
    return {static_cast<Word>(kReversed ? bits >> bits_of(count) : bits << bits_of(count))};
  }
  // Returns the mask with only the flags of the bytes up to and including `index`.
  [[gnu::always_inline]] ByteMask through(size_t index) const {
    const auto all = static_cast<Word>(~Word{0});
    const size_t after = (kFlags - 1) * kBits - bits_of(index);
    return {static_cast<Word>(bits & (kReversed ? all << after : all >> after))};
  }

  // Returns the mask with only the flags of the bytes up to and including the first byte that is flagged
  // in `other`. There must be one in `other`.
  [[gnu::always_inline]] ByteMask through_first(ByteMask other) const {
    if constexpr (kReversed) return through(other.first());
    return {static_cast<Word>(bits & (other.bits ^ (other.bits - 1)))};
  }

  // Returns the mask without the flag of the first byte that is flagged. There must be one.
  [[gnu::always_inline]] ByteMask without_first() const {
    const size_t shift = bits_of(first());
    const auto flag = static_cast<Word>((Word{1} << kBits) - 1);
    return {
        static_cast<Word>(bits & ~(kReversed ? flag << (kWordBits - kBits - shift) : flag << shift))};
  }
  // Returns the mask without the flags of the bytes before `index`.
  [[gnu::always_inline]] ByteMask not_before(size_t index) const {
    const auto all = static_cast<Word>(~Word{0});
    return {static_cast<Word>(bits & (kReversed ? all >> bits_of(index) : all << bits_of(index)))};
  }
  // Return the mask with only the flags of the first or last `count` bytes. `count` must be at least 1.
  [[gnu::always_inline]] ByteMask only_first(size_t count) const {
    const auto all = static_cast<Word>(~Word{0});
    return {static_cast<Word>(bits & (kReversed ? all << other(count) : all >> other(count)))};
  }
  [[gnu::always_inline]] ByteMask only_last(size_t count) const {
    const auto all = static_cast<Word>(~Word{0});
    return {static_cast<Word>(bits & (kReversed ? all >> other(count) : all << other(count)))};
  }

  [[gnu::always_inline]] friend ByteMask operator&(ByteMask a, ByteMask b) {
    return {static_cast<Word>(a.bits & b.bits)};
  }
  [[gnu::always_inline]] ByteMask operator~() const { return {static_cast<Word>(~bits)}; }

 private:
  static constexpr size_t kWordBits = sizeof(Word) * 8, kFlags = kWordBits / kBits;
  static constexpr bool kLong = sizeof(Word) == sizeof(unsigned long long);

  // The number of bits that are the flags of `count` bytes.
  [[gnu::always_inline]] static size_t bits_of(size_t count) { return count * kBits / kBytes; }
  // The number of bits that are not flags of `count` bytes. A processor computes this remainder as part
  // of a shift.
  [[gnu::always_inline]] static size_t other(size_t count) { return (0 - bits_of(count)) % kWordBits; }

  // The results are unsigned, so that no instruction is needed to extend them to size_t.
  [[gnu::always_inline]] size_t trailing() const {
#ifdef __BMI__
    // The built-in function returns an int, which the compiler extends. This instruction sets the whole
    // register.
    if constexpr (sizeof(Word) <= sizeof(uint32_t)) {
      size_t index;
      __asm__("tzcnt %k0, %k0" : "=r"(index) : "0"(static_cast<uint32_t>(bits)) : "cc");
      return index / kBits;
    }
#endif
    return static_cast<unsigned>(kLong ? __builtin_ctzll(bits)
                                       : __builtin_ctz(static_cast<unsigned>(bits))) /
           kBits;
  }
  [[gnu::always_inline]] size_t leading() const {
    // A short word is extended to an unsigned int, whose first bits are zero.
    constexpr unsigned kExtended = kLong ? 0 : sizeof(unsigned) * 8 - kWordBits;
    return (static_cast<unsigned>(kLong ? __builtin_clzll(bits)
                                        : __builtin_clz(static_cast<unsigned>(bits))) -
            kExtended) /
           kBits;
  }
};

}  // namespace nacre
