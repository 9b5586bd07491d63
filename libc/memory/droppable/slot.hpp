// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

namespace nacre::droppable {

// One entry of the index. It has the position of a value, sixteen bits of its page's generation tag
// (pages.hpp), some bits of the key's hash, and whether the value was looked up since it was put
// (referenced). It is one word, so that one store changes all of it. Zero is an empty slot.
//
// A slot is cleared before its page is reused a second time (Shard::sweep), so sixteen bits are enough
// to distinguish generations (hazard stale-value in libc/random/HAZARDS.md).
class Slot {
 public:
  static constexpr Slot none() { return Slot(0); }
  static constexpr Slot from_word(uint64_t word) { return Slot(word); }
  // `at` is in words from the start of the shard. `generation` is the lower 16 bits of the page's tag,
  // which are never zero.
  Slot(uint32_t at, uint16_t generation, uint16_t hash)
      : word_(at * kPosition | generation * kGeneration | (hash & kHashBits)) {}

  uint64_t word() const { return word_; }
  bool is_none() const { return word_ == 0; }
  // Compares the bits of the hash without a branch. An empty slot may match too.
  bool may_match(uint64_t hash) const { return ((word_ ^ hash) & kHashBits) == 0; }
  bool matches(uint64_t hash) const { return !is_none() && may_match(hash); }
  uint32_t at() const { return static_cast<uint32_t>(word_ / kPosition); }
  uint16_t generation() const { return static_cast<uint16_t>(word_ / kGeneration); }

  bool is_referenced() const { return (word_ & kReferenced) != 0; }
  Slot with_referenced() const { return Slot(word_ | kReferenced); }
  Slot without_referenced() const { return Slot(word_ & ~kReferenced); }
  bool is_same_value(Slot other) const { return ((word_ ^ other.word_) & ~kReferenced) == 0; }

 private:
  // From bit 0: 15 bits of the hash, the referenced bit, 16 bits of the generation, 32 bits of `at`.
  static constexpr uint64_t kHashBits = 0x7fff, kReferenced = 0x8000;
  static constexpr uint64_t kGeneration = uint64_t{1} << 16, kPosition = uint64_t{1} << 32;
  constexpr explicit Slot(uint64_t word) : word_(word) {}
  uint64_t word_;
};

}  // namespace nacre::droppable
