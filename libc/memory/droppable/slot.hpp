// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

namespace nacre::droppable {

// What the index knows of one value, in one word, so that it comes and goes in one store: where it is,
// of which round of the ring, some bits of its key's hash, and whether it was asked for. Zero is no
// value.
//
// A slot is gone before its place comes around a second time (Shard::sweep), so that sixteen bits of the
// round tell rounds apart.
class Slot {
 public:
  static constexpr Slot none() { return Slot(0); }
  static constexpr Slot from_word(uint64_t word) { return Slot(word); }
  // `at` in words from the shard's first; `round` as in a page's stamp, never zero.
  Slot(uint32_t at, uint16_t round, uint16_t tag) : word_(at * kPlace | round * kRound | (tag & kTag)) {}

  uint64_t word() const { return word_; }
  bool is_none() const { return word_ == 0; }
  // Without a branch; a slot of none may seem to have it.
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
