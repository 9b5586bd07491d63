// SPDX-License-Identifier: MIT
// Creates and destroys droppable caches: computes the sizes, and maps and unmaps the memory.
// libc/random/HAZARDS.md describes the hazards that the comments name.
#include <elf.h>
#include <errno.h>
#include <sys/mman.h>
#include <sys/random.h>

#include "libc/memory/droppable/cache.hpp"
#include "libc/random/draw.hpp"
#include "support/errors.hpp"
#include "sysdeps/contract/getrandom.hpp"
#include "sysdeps/contract/memory.hpp"
#include "sysdeps/contract/process.hpp"

namespace nacre::droppable {
namespace {

constexpr size_t kLeastCapacity = size_t{64} << 10;
// In a 64-bit program, a word's number in its shard must fit in 32 bits. In a 32-bit program, the
// limit is the address space.
constexpr uint64_t kMostCapacity = sizeof(size_t) == 8 ? uint64_t{512} << 30 : uint64_t{2} << 30;
constexpr size_t kTypical = 1024;  // if the caller gives 0
constexpr uint32_t kMostShards = 16;
// The least capacity of each shard, if there is more than one.
constexpr size_t kMinShardBytes = size_t{2} << 20;

// Returns the smallest power of two that is not less than `number`.
uint64_t power_of_two_from(uint64_t number) {
  uint64_t power = 1;
  while (power < number) power *= 2;
  return power;
}

// Draws a random seed for the hash of keys, so that an attacker cannot choose keys that share a bucket.
// If the kernel's generator is not ready, or a sandbox refuses the call, the seed is two addresses,
// which address space randomization makes hard to guess. The public getrandom() is not called, because
// it is a cancellation point.
Seed make_seed(const Cache* cache) {
  Seed seed;
  if (random::draw_any(&seed, sizeof seed, GRND_NONBLOCK) ||
      sys::getrandom(&seed, sizeof seed, GRND_NONBLOCK).is(sizeof seed))
    return seed;
  return {{reinterpret_cast<uintptr_t>(cache), reinterpret_cast<uintptr_t>(&seed)}};
}

}  // namespace

Shard Cache::shard(uint32_t number) {
  return {layout_, state(number), slots(number),
          static_cast<Word*>(data_.pages) + number * words_per_shard()};
}

Word* Cache::slots(uint32_t number) {
  return reinterpret_cast<Word*>(&state(shards_)) + number * slot_count();
}

// Creates three mappings. The first holds the Cache object, which a fork child inherits. The second
// holds the index, which is zeroed in a fork child (hazard index-survives-fork). The third holds the
// droppable pages. The third has no huge pages, because the kernel drops a huge page as a whole
// (hazard value-dropped).
Result<Cache*> Cache::create(size_t capacity, size_t typical) {
  if (capacity < kLeastCapacity || uint64_t{capacity} > kMostCapacity)
    return Result<Cache*>::failure(EINVAL);
  const size_t page = sys::auxiliary_value(AT_PAGESZ);
  const auto object = sys::map_anonymous(page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!object.ok()) return Result<Cache*>::failure(object.error());

  auto* const cache = static_cast<Cache*>(object.value());
  // Take the largest power of two that does not exceed capacity / kMinShardBytes.
  const auto shards = static_cast<uint32_t>(capacity / kMinShardBytes);
  cache->shards_ = static_cast<uint32_t>(power_of_two_from(shards + 1)) / 2;
  if (cache->shards_ == 0) cache->shards_ = 1;
  if (cache->shards_ > kMostShards) cache->shards_ = kMostShards;

  const size_t per_page = page * cache->shards_;
  Layout& layout = cache->layout_;
  layout.words_per_page = static_cast<uint32_t>(page / kWordBytes);
  layout.pages = static_cast<uint32_t>((capacity + per_page - 1) / per_page);
  // With 16 pages or more, a record of an eighth of the shard's pages always fits.
  if (layout.pages < 16) layout.pages = 16;
  layout.largest = layout.pages / 8 * (layout.words_per_page - Pages::kFirstWord);
  layout.reserve = layout.pages / 16 + 1;
  // Two slots or more for each value of typical length that fits in the shard.
  const uint64_t values = capacity / (typical != 0 ? typical : kTypical) / cache->shards_;
  const uint64_t buckets = power_of_two_from(2 * values / Shard::kSlotsPerBucket + 2);
  if (buckets > UINT32_MAX) {
    sys::unmap(cache, page);
    return Result<Cache*>::failure(ENOMEM);
  }
  layout.buckets = static_cast<uint32_t>(buckets);

  cache->seed_ = make_seed(cache);
  if (const auto mapped = cache->map(); !mapped.ok()) {
    cache->destroy();
    return Result<Cache*>::failure(mapped.error());
  }
  return Result<Cache*>::success(cache);
}

Result<size_t> Cache::map() {
  const auto keep = [](Mapping& mapping, Result<void*> pages, size_t length) {
    if (pages.ok()) mapping = {pages.value(), length};
    return pages.ok() ? Result<size_t>::success(0) : Result<size_t>::failure(pages.error());
  };
  const auto ordinary = [](size_t length) {
    return sys::map_anonymous(length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  };

  const uint64_t slots = uint64_t{shards_} * layout_.buckets * Shard::kSlotsPerBucket;
  const uint64_t wide = sizeof(Counts) + shards_ * sizeof(Shard::State) + slots * sizeof(Word);
  if (wide > PTRDIFF_MAX) return Result<size_t>::failure(ENOMEM);
  const auto index = static_cast<size_t>(wide);
  if (const auto kept = keep(index_, ordinary(index), index); !kept.ok()) return kept;
  if (const auto wiped = sys::advise(index_.pages, index, MADV_WIPEONFORK); !wiped.ok())
    return is_transient(wiped.error()) ? wiped : Result<size_t>::failure(ENOSYS);  // before Linux 4.14

  const size_t data = shards_ * words_per_shard() * sizeof(Word);
  const auto droppable = keep(data_, sys::map_droppable(data), data);
  if (!droppable.ok() && is_transient(droppable.error())) return droppable;
  droppable_ = droppable.ok();
  layout_.droppable = droppable_;
  // The fallback is ordinary memory of the same length. Droppable memory is zeroed in a fork child, so
  // the fallback is too (hazard no-droppable-memory).
  if (!droppable_) {
    if (const auto kept = keep(data_, ordinary(data), data); !kept.ok()) return kept;
    if (const auto wiped = sys::advise(data_.pages, data, MADV_WIPEONFORK); !wiped.ok()) return wiped;
  }
  // A kernel without huge pages returns an error, which is ignored.
  (void)sys::advise(data_.pages, data, MADV_NOHUGEPAGE);
  return Result<size_t>::success(0);
}

void Cache::destroy() {
  if (index_.pages != nullptr) sys::unmap(index_.pages, index_.length);
  if (data_.pages != nullptr) sys::unmap(data_.pages, data_.length);
  sys::unmap(this, page_size());
}

void Cache::give_back(uint32_t number, Shard::Trimmed trimmed) {
  unsigned char* const pages =
      static_cast<unsigned char*>(data_.pages) + number * words_per_shard() * kWordBytes;
  while (trimmed.first < trimmed.last) {
    const uint64_t from = trimmed.first % layout_.pages;
    uint64_t count = trimmed.last - trimmed.first;
    if (from + count > layout_.pages) count = layout_.pages - from;
    (void)sys::drop(pages + from * page_size(), count * page_size());
    trimmed.first += count;
  }
}

}  // namespace nacre::droppable
