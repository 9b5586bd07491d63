// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "libc/memory/droppable/key.hpp"
#include "libc/memory/droppable/pages.hpp"
#include "libc/memory/droppable/record.hpp"
#include "libc/memory/droppable/slot.hpp"
#include "support/atomic.hpp"

namespace nacre::droppable {

// The sizes of each shard. The numbers of buckets and of shards are powers of two.
struct Layout {
  uint32_t words_per_page, pages, buckets;
  uint32_t largest;  // the longest record, in words
  uint32_t reserve;  // free pages for values that are moved
  bool droppable;
};

// A part of a cache that takes one put at a time: a ring of droppable pages, into which values are
// written one after the other, and an index in ordinary memory, which says where they are.
// docs/droppable.md proves that a hit is correct whatever happens at the same time. In short:
//
// - A page's tag is stored before anything else in the page, and checked after the last read or write
//   of the page. A drop erases it with the page, and each generation has another tag
//   (hazard value-dropped).
// - A slot of the index is published after its value is written and the tags are checked again
//   (hazard stale-value).
//
// The state is initially zeros, and is zeroed in a fork child: an empty shard.
class Shard {
 public:
  struct alignas(64) State {
    pthread_mutex_t lock;  // of writers
    // Page numbers continue to count after each generation. `newest` is the page that is written to,
    // of which `used` words are in use; 0 if it is not begun. Values are in the pages from `oldest`
    // on.
    uint64_t newest, oldest;
    uint32_t used;
    uint32_t swept;         // progress of the sweep of the index
    uint64_t advised_free;  // the kernel knows that pages before this one are full (MADV_FREE)
    Atomic<uint64_t> values, evictions, drops;
  };
  static constexpr uint32_t kSlotsPerBucket = 8;  // one cache line

  Shard(const Layout& layout, State& state, Word* slots, Word* pages)
      : layout_(layout), state_(state), slots_(slots), pages_(pages, layout.words_per_page) {}

  // Copies the value, or the first `size` bytes of it. False is a miss. Never waits.
  bool get(const Key& key, unsigned char* buffer, size_t size, size_t& length);

  // Stores a value whose record fits in `largest`. False if the kernel dropped the memory at each
  // attempt; the key has no value then.
  bool put(const Key& key, const unsigned char* value, size_t length);

  // False if there was no value.
  bool remove(const Key& key);

  struct Trimmed {
    uint64_t first, last;  // pages from `first` up to, but not including, `last`
  };
  // Evicts up to `pages` of the oldest pages. The caller returns their memory.
  Trimmed trim(uint64_t pages);

  // The number of pages in use.
  uint64_t pages_in_use();

 private:
  class Locked;
  enum class Found : unsigned char { value, other_key, lost };
  struct Place {
    uint64_t first_page, last_page;  // page numbers that continue to count
    uint32_t offset;                 // in the first one
    bool begins_page;
  };

  Word* bucket(uint64_t hash) const;
  static uint32_t candidates(const Word* slots, uint64_t hash);
  bool get(Word& slot, const Key& key, unsigned char* buffer, size_t size, size_t& length);
  Found read(Slot slot, const Key& key, unsigned char* buffer, size_t size, size_t& length) const;
  Found compare(Slot slot, const Key& key) const;
  Word* slot_of(const Key& key);
  Word* slot_at(uint64_t hash, uint32_t at, uint16_t generation);
  void publish(const Key& key, Slot slot);
  Word* place_in_index(uint64_t hash);
  void one_value_fewer();
  void invalidate(Word& slot, Atomic<uint64_t>& reason);
  void clear_lost(Word& word, Slot slot);

  uint32_t index_of(uint64_t page) const { return static_cast<uint32_t>(page % layout_.pages); }
  GenerationTag tag_of_page(uint64_t page) const { return generation_tag(page / layout_.pages); }
  bool is_current(Slot slot) const;

  Place place_for(uint64_t words) const;
  bool has_room(const Place& place, uint32_t reserve) const {
    return place.last_page + reserve - state_.oldest < layout_.pages;
  }
  Place make_room(uint64_t words);
  Cursor begin(const Place& place, uint64_t words);
  bool end(const Place& place, uint32_t last_word);
  void reclaim(uint64_t& moves);
  bool move(Header header, uint32_t from, Word& slot);
  void sweep(uint64_t pages);
  void advise_free();

  const Layout& layout_;
  State& state_;
  Word* slots_;
  Pages pages_;
};

}  // namespace nacre::droppable
