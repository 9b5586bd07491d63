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
  uint32_t reserve;  // pages that stay free, so that referenced values can be moved instead of evicted
  bool droppable;    // false if the pages are ordinary memory
};

// A part of a cache, with one lock for writers. It has a ring of droppable pages and an index. Records
// are written into the ring one after the other; the front of the ring is where the next record goes.
// The index has the positions of the records, and is in ordinary memory.
// docs/droppable.md proves that a hit is correct, whatever other threads and the kernel do at the same
// time. In short:
//
// - The tag of a page is stored before any other word of the page, and checked after the last read or
//   write of the page. A drop of the page also erases the tag, and each generation has a different tag
//   (hazard value-dropped in libc/random/HAZARDS.md).
// - A slot of the index is published after its value is written and the tags are checked again
//   (hazard stale-value).
//
// A state of zeros is an empty shard. The state is zeros initially and in a fork child.
class Shard {
 public:
  struct alignas(64) State {
    pthread_mutex_t lock;  // held by writers
    // Page numbers are not reset when the ring wraps around. `newest` is the page that is being written.
    // `used` of its words are in use, including its tag; 0 if nothing was written to it. The pages from
    // `oldest` to `newest` contain values.
    uint64_t newest, oldest;
    uint32_t used;
    uint32_t swept;         // the slot at which the sweep of the index continues
    uint64_t advised_free;  // the pages before this page were marked with MADV_FREE
    Atomic<uint64_t> values, evictions, drops;
  };
  static constexpr uint32_t kSlotsPerBucket = 8;  // one cache line

  Shard(const Layout& layout, State& state, Word* slots, Word* pages)
      : layout_(layout), state_(state), slots_(slots), pages_(pages, layout.words_per_page) {}

  // Copies the value, or the first `size` bytes of it, and stores the length of the whole value in
  // `length`. Returns false after a miss. Never waits.
  bool get(const Key& key, unsigned char* buffer, size_t size, size_t& length);

  // Stores a value whose record is not longer than `largest`. Returns false if the kernel dropped the
  // memory during each attempt. The key then has no value.
  bool put(const Key& key, const unsigned char* value, size_t length);

  // Removes the value of a key. Returns false if the key had no value.
  bool remove(const Key& key);

  struct Trimmed {
    uint64_t first, last;  // pages from `first` up to, but not including, `last`
  };
  // Evicts up to `pages` of the oldest pages. The caller returns their memory to the kernel.
  Trimmed trim(uint64_t pages);

  // The number of pages in use.
  uint64_t pages_in_use();

 private:
  class Locked;
  enum class Found : unsigned char { value, other_key, lost };
  // Where a record is written.
  struct Place {
    uint64_t first_page, last_page;  // page numbers, which are not reset when the ring wraps around
    uint32_t offset;                 // the offset in the first page, in words
    bool begins_page;                // the first page is new: it is not written yet in this generation
  };

  Word* bucket(uint64_t hash) const;
  static uint32_t candidates(const Word* slots, uint64_t hash);
  bool get(Word& slot, const Key& key, unsigned char* buffer, size_t size, size_t& length);
  Found read(Slot slot, const Key& key, unsigned char* buffer, size_t size, size_t& length) const;
  Found compare(Slot slot, const Key& key) const;
  Word* slot_of(const Key& key);
  Word* slot_at(uint64_t hash, uint32_t at, uint16_t generation);
  void publish(const Key& key, Slot slot);
  Word* slot_for_new_value(uint64_t hash);
  void one_value_fewer();
  void invalidate(Word& slot, Atomic<uint64_t>& counter);
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
