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

// How large each shard of a cache is. The numbers of buckets and of shards are powers of two.
struct Layout {
  uint32_t words_per_page, pages, buckets;
  uint32_t largest;  // record, in words
  uint32_t reserve;  // pages that are kept free, for values to move to
  bool droppable;
};

// A part of a cache that takes one put at a time: a ring of droppable pages into which values are
// written one after the other, and an index in ordinary memory that says where they are.
// docs/droppable.md proves that a get is right whatever happens meanwhile; in short:
//
// - A page's stamp is written before anything else in it, and looked for after the last read or write of
//   what it vouches for. It is gone with the page when the kernel drops that, and another when the ring
//   comes around.
// - A slot of the index is published once its value is written and the stamps are found to be there
// still.
//
// The state is zeros to begin with, and turns to zeros in a fork child: that is an empty shard.
class Shard {
 public:
  struct alignas(64) State {
    pthread_mutex_t lock;  // of writers
    // Pages are counted on from round to round. `newest` is the one that is written to, `used` how many
    // words of it; zero where it is not begun. From `oldest` on there are values.
    uint64_t newest, oldest;
    uint32_t used;
    uint32_t swept;    // how far the sweep of the index has come
    uint64_t settled;  // up to this page the kernel knows that nothing more is written
    Atomic<uint64_t> values, evictions, drops;
  };
  static constexpr uint32_t kSlotsPerBucket = 8;  // a cache line

  Shard(const Layout& layout, State& state, Word* slots, Word* pages)
      : layout_(layout), state_(state), slots_(slots), pages_(pages, layout.words_per_page) {}

  // Copies the value, or as much of it as `size` bytes hold; false is a miss. Waits for nobody.
  bool get(const Key& key, unsigned char* buffer, size_t size, size_t& length);

  // False where the kernel took the memory away each time; the key has no value then. For a record no
  // longer than the largest.
  bool put(const Key& key, const unsigned char* value, size_t length);

  // False where there was none.
  bool remove(const Key& key);

  struct Trimmed {
    uint64_t first, last;  // these pages, of which the second is the first that is kept
  };
  // Forgets the oldest pages, up to so many, without giving their memory back.
  Trimmed trim(uint64_t pages);

  // How many pages are in use.
  uint64_t pages_in_use();

 private:
  class Locked;
  enum class Found : unsigned char { value, other_key, gone };
  struct Place {
    uint64_t first_page, last_page;  // counted on
    uint32_t offset;                 // in the first one
    bool begins_page;
  };

  Word* bucket(uint64_t hash) const;
  static uint32_t with_tag(const Word* slots, uint64_t hash);
  bool get(Word& slot, const Key& key, unsigned char* buffer, size_t size, size_t& length);
  Found read(Slot slot, const Key& key, unsigned char* buffer, size_t size, size_t& length) const;
  Found is_of(Slot slot, const Key& key) const;
  Word* slot_of(const Key& key);
  Word* slot_at(uint64_t hash, uint32_t at, uint16_t round);
  void publish(const Key& key, Slot slot);
  Word* place_in_index(uint64_t hash);
  void one_value_fewer();
  void forget(Word& slot, Atomic<uint64_t>& reason);
  void found_gone(Word& word, Slot slot);

  uint32_t index_of(uint64_t page) const { return static_cast<uint32_t>(page % layout_.pages); }
  Stamp stamp_of_page(uint64_t page) const { return stamp_of(page / layout_.pages); }
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
  void settle();

  const Layout& layout_;
  State& state_;
  Word* slots_;
  Pages pages_;
};

}  // namespace nacre::droppable
