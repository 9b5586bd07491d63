// SPDX-License-Identifier: MIT
// The cache behind <nacre/droppable.h>: its shards, and the mappings for their index and their droppable
// pages. docs/droppable.md describes the design.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "libc/memory/droppable/counts.hpp"
#include "libc/memory/droppable/shard.hpp"
#include "support/result.hpp"

namespace nacre::droppable {

// A mapping and its length in bytes.
struct Mapping {
  void* pages;
  size_t length;
};

class Cache {
 public:
  // Maps a new cache. <nacre/droppable.h> describes the parameters (nacre_droppable_create).
  static Result<Cache*> create(size_t capacity, size_t typical);
  void destroy();

  Shard shard(const Key& key) {
    return shard(static_cast<uint32_t>(key.hash >> kShardShift) & (shards_ - 1));
  }
  Shard shard(uint32_t number);
  uint32_t shards() const { return shards_; }

  // The counters and the states of the shards are at the start of the index mapping, which is zeroed in
  // a fork child.
  Counts& counts() { return *static_cast<Counts*>(index_.pages); }
  Shard::State& state(uint32_t number) { return reinterpret_cast<Shard::State*>(&counts() + 1)[number]; }

  const Seed& seed() const { return seed_; }
  const Layout& layout() const { return layout_; }
  size_t page_size() const { return size_t{layout_.words_per_page} * kWordBytes; }
  bool is_droppable() const { return droppable_; }

  // Returns the memory of trimmed pages of shard `number` to the kernel.
  void give_back(uint32_t number, Shard::Trimmed trimmed);

 private:
  // The upper bits of a key's hash select the shard. The lower bits select the bucket of the shard's
  // index, and are stored in the slot. If the shard were selected by lower bits too, these bits would be
  // the same for all keys of a shard, and could not distinguish them.
  static constexpr unsigned kShardShift = 58;

  Result<size_t> map();
  Word* slots(uint32_t number);
  size_t slot_count() const { return size_t{layout_.buckets} * Shard::kSlotsPerBucket; }
  size_t words_per_shard() const { return size_t{layout_.pages} * layout_.words_per_page; }

  Layout layout_;
  uint32_t shards_;
  Seed seed_;
  bool droppable_;
  Mapping index_, data_;
};

}  // namespace nacre::droppable
