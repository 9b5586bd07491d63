// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

namespace nacre::droppable {

// One entry of the index, in one word, so that it is stored and cleared by one store: the position of
// a value, its generation (round), some bits of its key's hash, and whether it was referenced (asked
// for) since it was put. Zero is an empty slot.
//
// A slot is cleared before its place is reused a second time (Shard::sweep), so sixteen bits are
// enough to distinguish generations (hazard stale-value).
class Slot {
 public:
  static constexpr Slot none() { return Slot(0); }
  static constexpr Slot from_word(uint64_t word) { return Slot(word); }
  // `at` is in words from the start of the shard. `round` is the lower bits of the page's tag, never
  // zero.
  Slot(uint32_t at, uint16_t round, uint16_t tag) : word_(at * kPlace | round * kRound | (tag & kTag)) {}

  uint64_t word() const { return word_; }
  bool is_none() const { return word_ == 0; }
  // Has no branch. An empty slot may match.
  bool seems_to_have_tag(uint64_t hash) const { return ((word_ ^ hash) & kTag) == 0; }
  bool has_tag(uint64_t hash) const { return !is_none() && seems_to_have_tag(hash); }
  uint32_t at() const { return static_cast<uint32_t>(word_ / kPlace); }
  uint16_t round() const { return static_cast<uint16_t>(word_ / kRound); }

  bool asked_for() const { return (word_ & kAskedFor) != 0; }
  Slot with_asked_for() const { return Slot(word_ | kAskedFor); }
  Slot without_asked_for() const { return Slot(word_ & ~kAskedFor); }
  bool is_same_value(Slot other) const { return ((word_ ^ other.word_) & ~kAskedFor) == 0; }

 private:
  static constexpr uint64_t kTag = 0x7fff, kAskedFor = 0x8000;
  static constexpr uint64_t kRound = uint64_t{1} << 16, kPlace = uint64_t{1} << 32;
  constexpr explicit Slot(uint64_t word) : word_(word) {}
  uint64_t word_;
};

}  // namespace nacre::droppable
