// SPDX-License-Identifier: MIT
// The operations on a shard of a droppable cache. shard.hpp describes its structure, docs/droppable.md
// proves that they are correct, and libc/random/HAZARDS.md describes the hazards that the comments name.
#include "libc/memory/droppable/shard.hpp"

#include <sys/mman.h>

#include "libc/threads/defer_cancel.hpp"
#include "sysdeps/contract/memory.hpp"

namespace nacre::droppable {

// Holds the writers' lock of a shard.
class Shard::Locked {
 public:
  explicit Locked(State& state) : lock_(state.lock) { pthread_mutex_lock(&lock_); }
  ~Locked() { pthread_mutex_unlock(&lock_); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  pthread_mutex_t& lock_;
};

// Returns the first of the two neighboring buckets for a hash. There are two, so that a put evicts no
// value from a full bucket while the other bucket has an empty slot.
Word* Shard::bucket(uint64_t hash) const {
  const uint32_t bucket = static_cast<uint32_t>(hash >> 16) & (layout_.buckets - 1) & ~1U;
  return slots_ + size_t{bucket} * kSlotsPerBucket;
}
namespace {
// The number of slots in which a key can be: both buckets.
constexpr uint32_t kSlots = 2 * Shard::kSlotsPerBucket;
// The number of times that a get reads a slot again because the slot changed during the read.
constexpr int kMostAttempts = 64;
}  // namespace

// ---- Lookup

// Returns one bit for each slot of a bucket: 1 if the slot may have this hash. All slots are tested
// without a branch, because the position of a value is unpredictable, and a mispredicted branch costs
// more than the tests.
uint32_t Shard::candidates(const Word* slots, uint64_t hash) {
  uint32_t found = 0;
#pragma GCC unroll 8
  for (uint32_t i = 0; i < kSlotsPerBucket; ++i)
    found |= uint32_t{Slot::from_word(slots[i].load(Order::relaxed)).may_match(hash)} << i;
  return found;
}

bool Shard::get(const Key& key, unsigned char* buffer, size_t size, size_t& length) {
  Word* const slots = bucket(key.hash);
  for (uint32_t first = 0; first < kSlots; first += kSlotsPerBucket) {
    for (uint32_t may = candidates(slots + first, key.hash); may != 0; may &= may - 1)
      if (get(slots[first + static_cast<uint32_t>(__builtin_ctz(may))], key, buffer, size, length))
        return true;
  }
  return false;
}

bool Shard::get(Word& word, const Key& key, unsigned char* buffer, size_t size, size_t& length) {
  // If a writer changes the slot during each attempt, the result is a miss.
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    const Slot slot = Slot::from_word(word.load(Order::acquire));
    if (!slot.matches(key.hash)) return false;
    const Found found = read(slot, key, buffer, size, length);
    // Load the slot again. If it is unchanged, the page still has the slot's generation. The tag alone
    // does not show this: only its lower 16 bits were compared, and a later generation can have the same
    // lower bits. If another value is in the slot now, read that value.
    const Slot now = Slot::from_word(word.load(Order::relaxed));
    if (!now.is_same_value(slot)) continue;
    if (found == Found::value && !now.is_referenced())
      word.replace(now.word(), now.with_referenced().word(), Order::relaxed);
    if (found == Found::lost) clear_lost(word, now);
    return found == Found::value;
  }
  return false;
}

// Reads the record of a slot, compares the key, and copies the value. What was read is valid only if the
// page's tag is still the same afterwards.
Shard::Found Shard::read(Slot slot, const Key& key, unsigned char* buffer, size_t size,
                         size_t& length) const {
  const uint32_t first = pages_.page_of(slot.at());
  const GenerationTag tag = pages_.tag(first).load(Order::acquire);
  if (static_cast<uint16_t>(tag) != slot.generation()) return Found::lost;

  Cursor words(pages_, slot.at());
  const Header header = Header::from_word(words.next().load(Order::relaxed));
  const uint64_t hash = words.next().load(Order::relaxed);
  thread_fence(Order::acquire);
  if (!pages_.validate(tag, first, first)) return Found::lost;
  if (hash != key.hash || header.key_length() != key.length) return Found::other_key;
  // An outdated slot can point into the middle of another record. Then the lengths are arbitrary
  // numbers, and the record may seem to be longer than the rest of the ring.
  const uint64_t payload = uint64_t{layout_.pages - first} * pages_.payload();
  if (header.words() > payload) return Found::lost;

  bool same = true;
  for (size_t done = 0; done < key.length; done += kWordBytes)
    same &= words.next().load(Order::relaxed) == word_at(key.bytes, done, key.length);
  length = header.value_length();
  const size_t wanted = length < size ? length : size;
  size_t done = 0;
  while (wanted - done >= kWordBytes) {
    size_t run;
    const Word* const from = words.run((wanted - done) / kWordBytes, run);
    copy_out(buffer + done, from, run);
    done += run * kWordBytes;
  }
  if (done < wanted) put_part_word(buffer + done, words.next().load(Order::relaxed), wanted - done);

  thread_fence(Order::acquire);
  if (!pages_.validate(tag, first, pages_.page_of(words.last()))) return Found::lost;
  return same ? Found::value : Found::other_key;
}

// ---- The index. The caller of these functions holds the lock.

Shard::Found Shard::compare(Slot slot, const Key& key) const {
  size_t length;
  return read(slot, key, nullptr, 0, length);
}

// Decrements the count of values, but not below zero. The counter is zeroed in a fork child. If a signal
// handler forks during a call that has counted a value, the call continues in the child and may
// decrement the zeroed counter.
void Shard::one_value_fewer() {
  for (;;) {
    const uint64_t now = state_.values.load(Order::relaxed);
    if (now == 0 || state_.values.replace(now, now - 1, Order::relaxed)) return;
  }
}

// Clears the slot of a value that the kernel has dropped, and counts the drop once: only the call that
// clears the slot counts it. Unlike the functions around it, it is called without the lock, by get.
void Shard::clear_lost(Word& word, Slot slot) {
  const DeferCancel defer_cancel;  // the index and the counts must change together
  if (!word.replace(slot.word(), Slot::none().word(), Order::relaxed)) return;
  one_value_fewer();
  state_.drops.add(1, Order::relaxed);
}

// Clears a slot. If it was not empty, counts its value in `counter`, such as state_.drops.
void Shard::invalidate(Word& slot, Atomic<uint64_t>& counter) {
  if (slot.exchange(Slot::none().word(), Order::relaxed) == Slot::none().word()) return;
  one_value_fewer();
  counter.add(1, Order::relaxed);
}

// Is the page of the slot in use, and is its generation the slot's generation?
bool Shard::is_current(Slot slot) const {
  const uint64_t behind =
      (index_of(state_.newest) + layout_.pages - pages_.page_of(slot.at())) % layout_.pages;
  if (behind > state_.newest - state_.oldest) return false;
  return static_cast<uint16_t>(tag_of_page(state_.newest - behind)) == slot.generation();
}

// Returns the key's slot, or null. It clears slots whose value is lost, because another processor may
// still see the dropped page until its TLB entry is flushed. After the key gets a new value, that
// processor must not find the old value (hazard stale-value).
Word* Shard::slot_of(const Key& key) {
  Word* const slots = bucket(key.hash);
  for (uint32_t i = 0; i < kSlots; ++i) {
    const Slot slot = Slot::from_word(slots[i].load(Order::relaxed));
    if (!slot.matches(key.hash)) continue;
    const Found found = is_current(slot) ? compare(slot, key) : Found::lost;
    if (found == Found::value) return &slots[i];
    if (found == Found::lost) invalidate(slots[i], state_.drops);
  }
  return nullptr;
}

// Returns the slot of the record at this position and of this generation, or null.
Word* Shard::slot_at(uint64_t hash, uint32_t at, uint16_t generation) {
  Word* const slots = bucket(hash);
  for (uint32_t i = 0; i < kSlots; ++i) {
    const Slot slot = Slot::from_word(slots[i].load(Order::relaxed));
    if (slot.matches(hash) && slot.at() == at && slot.generation() == generation) return &slots[i];
  }
  return nullptr;
}

// Stores a slot in the index. The new slot replaces the slot of the key. If the key has no slot, the new
// slot replaces an empty slot or the slot of a lost value. If there is no such slot, it replaces the
// slot that CLOCK eviction chooses.
void Shard::publish(const Key& key, Slot slot) {
  Word* target = slot_of(key);
  if (target == nullptr) {
    target = slot_for_new_value(key.hash);
    invalidate(*target, state_.evictions);
  }
  // Count the value before it is published, because a reader may find it dropped at once and decrement
  // the count. If a reader has cleared the replaced slot in the meantime, the reader has decremented the
  // count for it.
  state_.values.add(1, Order::relaxed);
  if (target->exchange(slot.word(), Order::release) != Slot::none().word()) one_value_fewer();
}

// Returns an empty slot, the slot of a lost value, or the slot of a value to evict.
Word* Shard::slot_for_new_value(uint64_t hash) {
  Word* chosen = nullptr;
  Word* const slots = bucket(hash);
  for (uint32_t i = 0; i < kSlots && chosen == nullptr; ++i) {
    const Slot slot = Slot::from_word(slots[i].load(Order::relaxed));
    if (!slot.is_none() && !is_current(slot)) invalidate(slots[i], state_.drops);
    if (slot.is_none() || !is_current(slot)) chosen = &slots[i];
  }
  // CLOCK eviction: take the first slot without the referenced bit, and clear the bit in the slots
  // before it. If all slots have the bit, take the first slot in the second pass.
  for (uint32_t turn = 0; turn < 2 * kSlots && chosen == nullptr; ++turn) {
    Word& word = slots[turn % kSlots];
    const Slot slot = Slot::from_word(word.load(Order::relaxed));
    if (slot.is_referenced() && turn < kSlots)
      word.replace(slot.word(), slot.without_referenced().word(), Order::relaxed);
    else
      chosen = &word;
  }
  return chosen;
}

// Clears outdated slots in a part of the index. The writer sweeps one part for each new page, so it
// sweeps the whole index in each generation (one pass over the ring). So an outdated slot is cleared
// within one more generation.
void Shard::sweep(uint64_t pages) {
  const uint64_t all = uint64_t{layout_.buckets} * kSlotsPerBucket;
  const uint64_t share = (all + layout_.pages - 1) / layout_.pages * pages;
  for (uint64_t i = 0; i < share && i < all; ++i) {
    Word& word = slots_[state_.swept];
    state_.swept = static_cast<uint32_t>((state_.swept + 1) % all);
    const Slot slot = Slot::from_word(word.load(Order::relaxed));
    if (!slot.is_none() && !is_current(slot)) invalidate(word, state_.drops);
  }
}

// ---- The ring

// Returns the place for a new record. If the newest page still has its tag, a record that fits in the
// rest of the page begins there. So does a record longer than a quarter of a page, which continues on
// the next pages: if it began on the next page, much space would stay empty. Any other record begins on
// the next page. A record never wraps around the end of the ring.
Shard::Place Shard::place_for(uint64_t words) const {
  const uint32_t payload = pages_.payload();
  const bool begun = state_.used != 0;
  const uint32_t left = begun ? pages_.words_per_page() - state_.used : 0;
  const uint32_t newest = index_of(state_.newest);
  if (left >= Header::kWords && pages_.tag(newest).load(Order::relaxed) == tag_of_page(state_.newest)) {
    if (words <= left) return {state_.newest, state_.newest, state_.used, false};
    const uint64_t more = (words - left + payload - 1) / payload;
    if (words > payload / 4 && newest + more < layout_.pages)
      return {state_.newest, state_.newest + more, state_.used, false};
  }
  const uint64_t more = (words + payload - 1) / payload - 1;
  uint64_t first = state_.newest + (begun ? 1 : 0);
  if (index_of(first) + more >= layout_.pages) first += layout_.pages - index_of(first);
  return {first, first + more, Pages::kFirstWord, true};
}

// Makes room by evicting pages. Referenced values are moved to the front of the ring, where the next
// record goes (CLOCK eviction). `moves` limits how many words are moved, because the caller waits.
Shard::Place Shard::make_room(uint64_t words) {
  uint64_t moves = words + uint64_t{16} * pages_.payload();
  for (;;) {
    const Place place = place_for(words);
    if (has_room(place, layout_.reserve)) return place;
    reclaim(moves);
  }
}

// Marks full pages with MADV_FREE, 16 at a time, so that the kernel treats them as clean. The kernel
// also drops dirty pages, but does not count them as reclaimed: Linux 6.18 frees them with their last
// reference, not in shrink_folio_list. So to reclaim one batch of 32 pages, it would drop nearly all
// dirty pages, even recently read ones. The kernel counts clean pages, and keeps recently read ones
// longer.
void Shard::advise_free() {
  constexpr uint64_t kAtOnce = 16;
  if (!layout_.droppable) return;
  while (state_.advised_free + kAtOnce <= state_.newest) {
    const uint32_t from = index_of(state_.advised_free);
    const uint64_t count = from + kAtOnce <= layout_.pages ? kAtOnce : layout_.pages - from;
    (void)sys::advise(&pages_.tag(from), count * layout_.words_per_page * kWordBytes, MADV_FREE);
    state_.advised_free += count;
  }
}

// Begins a record at a place: prepares the pages and returns a cursor for the words. It stores the tag
// of each new page before any other word. So a reader that sees a later store also sees the new tag.
Cursor Shard::begin(const Place& place, uint64_t words) {
  advise_free();
  const uint64_t before = state_.newest;
  uint64_t left = words;
  for (uint64_t page = place.first_page; page <= place.last_page; ++page) {
    const bool is_new = page != place.first_page || place.begins_page;
    const uint32_t offset = page == place.first_page ? place.offset : Pages::kFirstWord;
    const uint32_t here = pages_.words_per_page() - offset;
    const uint32_t end = left < here ? offset + static_cast<uint32_t>(left) : pages_.words_per_page();
    if (is_new) {
      pages_.tag(index_of(page)).store(tag_of_page(page), Order::relaxed);
      thread_fence(Order::release);
      pages_.first_record(index_of(page)).store(page == place.first_page ? offset : end, Order::relaxed);
    }
    left -= end - offset;
    state_.used = end;
  }
  state_.newest = place.last_page;
  sweep(state_.newest - before);
  return Cursor(pages_, index_of(place.first_page) * pages_.words_per_page() + place.offset);
}

// Ends a record. Returns whether the kernel kept all of its pages until now. A word of zero after the
// record marks the end of the records in the page. The full fence orders the loads of the tags after the
// stores of the record.
bool Shard::end(const Place& place, uint32_t last_word) {
  if (state_.used < pages_.words_per_page()) pages_.word(last_word + 1).store(0, Order::relaxed);
  thread_fence(Order::total);
  const uint32_t first = index_of(place.first_page), last = index_of(place.last_page);
  const bool whole = pages_.validate(tag_of_page(place.last_page), first, last);
  // If the kernel dropped a page, do not use the rest of the last page in this generation.
  if (!whole) state_.used = pages_.words_per_page();
  return whole;
}

// Frees the oldest page, and evicts its values. The referenced values are moved to the front instead, as
// long as there is room and `moves`, a number of words, is not used up.
void Shard::reclaim(uint64_t& moves) {
  const uint64_t page = state_.oldest;
  const uint32_t index = index_of(page), start = index * pages_.words_per_page();
  const GenerationTag tag = tag_of_page(page);
  uint64_t offset = pages_.first_record(index).load(Order::relaxed);
  while (offset >= Pages::kFirstWord && offset + Header::kWords <= pages_.words_per_page()) {
    const auto at = static_cast<uint32_t>(start + offset);
    const Header header = Header::from_word(pages_.word(at).load(Order::relaxed));
    const uint64_t hash = pages_.word(at + 1).load(Order::relaxed);
    thread_fence(Order::acquire);
    if (!pages_.validate(tag, index, index) || header.is_end()) break;
    if (Word* const word = slot_at(hash, at, static_cast<uint16_t>(tag))) {
      const Slot slot = Slot::from_word(word->load(Order::relaxed));
      if (slot.is_referenced() && header.words() <= moves && move(header, at, *word)) {
        moves -= header.words();
      } else {
        invalidate(*word, state_.evictions);
      }
    }
    offset += header.words();
  }
  ++state_.oldest;
}

// Moves a record from `from` to the front, and updates its slot, `word`. Returns false if there is no
// room, or if the kernel dropped a page.
bool Shard::move(Header header, uint32_t from, Word& word) {
  const uint64_t words = header.words();
  const Place place = place_for(words);
  if (!has_room(place, 0)) return false;
  const Slot slot = Slot::from_word(word.load(Order::relaxed));
  const uint32_t first = pages_.page_of(from);
  const GenerationTag tag = pages_.tag(first).load(Order::relaxed);
  Cursor source(pages_, from), target = begin(place, words);
  const uint32_t at = index_of(place.first_page) * pages_.words_per_page() + place.offset;
  for (uint64_t i = 0; i < words; ++i)
    target.next().store(source.next().load(Order::relaxed), Order::relaxed);
  thread_fence(Order::acquire);
  const bool whole = end(place, target.last()) && static_cast<uint16_t>(tag) == slot.generation() &&
                     pages_.validate(tag, first, pages_.page_of(source.last()));
  if (!whole) return false;
  const Slot moved(at, static_cast<uint16_t>(tag_of_page(place.last_page)),
                   static_cast<uint16_t>(slot.word()));
  // A reader may have cleared the slot, because it found the old record lost. Then the value is not
  // published again.
  for (Slot now = slot; now.is_same_value(slot); now = Slot::from_word(word.load(Order::relaxed)))
    if (word.replace(now.word(), moved.word(), Order::release)) break;
  return true;
}

// ---- Functions that take the lock

bool Shard::put(const Key& key, const unsigned char* value, size_t length) {
  const Locked locked(state_);
  const Header header(key.length, length);
  constexpr int kAttempts = 4;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const Place place = make_room(header.words());
    Cursor words = begin(place, header.words());
    words.next().store(header.word(), Order::relaxed);
    words.next().store(key.hash, Order::relaxed);
    for (size_t done = 0; done < key.length; done += kWordBytes)
      words.next().store(word_at(key.bytes, done, key.length), Order::relaxed);
    size_t done = 0;
    while (length - done >= kWordBytes) {
      size_t run;
      Word* const to = words.run((length - done) / kWordBytes, run);
      copy_in(to, value + done, run);
      done += run * kWordBytes;
    }
    if (done < length) words.next().store(part_word(value + done, length - done), Order::relaxed);
    if (!end(place, words.last())) continue;
    publish(key,
            Slot(index_of(place.first_page) * pages_.words_per_page() + place.offset,
                 static_cast<uint16_t>(tag_of_page(place.last_page)), static_cast<uint16_t>(key.hash)));
    return true;
  }
  // The old value of the key is outdated now (hazard stale-value).
  if (Word* const slot = slot_of(key)) invalidate(*slot, state_.drops);
  return false;
}

bool Shard::remove(const Key& key) {
  const Locked locked(state_);
  Word* const slot = slot_of(key);
  if (slot == nullptr) return false;
  Atomic<uint64_t> by_request;  // not reported: a removed value was neither dropped nor evicted
  invalidate(*slot, by_request);
  return true;
}

Shard::Trimmed Shard::trim(uint64_t pages) {
  const Locked locked(state_);
  Trimmed trimmed{state_.oldest, state_.oldest};
  uint64_t no_moves = 0;
  // The newest page is kept, because it is being written.
  while (trimmed.last - trimmed.first < pages && state_.oldest < state_.newest) {
    reclaim(no_moves);
    trimmed.last = state_.oldest;
  }
  return trimmed;
}

uint64_t Shard::pages_in_use() {
  const Locked locked(state_);
  return state_.used == 0 && state_.newest == 0 ? 0 : state_.newest - state_.oldest + 1;
}

}  // namespace nacre::droppable
