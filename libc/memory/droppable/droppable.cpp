// SPDX-License-Identifier: MIT
// The functions of <nacre/droppable.h>, which documents them.
#include <errno.h>
#include <nacre/droppable.h>

#include "libc/memory/droppable/cache.hpp"
#include "support/export.hpp"

namespace nacre::droppable {
namespace {

Cache& cache_of(struct nacre_droppable* cache) { return *reinterpret_cast<Cache*>(cache); }

int fail(int error) {
  errno = error;
  return -1;
}

// The largest sum of the lengths of a key and a value that always fits. The key and the value are padded
// to whole words separately, which can take one more word than their sum.
size_t largest(const Cache& cache) { return (cache.layout().largest - Header::kWords - 1) * kWordBytes; }

// Each length is checked alone first, because the sum may wrap around.
bool fits(const Cache& cache, size_t key_length, size_t length) {
  return key_length <= Header::kLongestKey && length <= Header::kLongestValue &&
         Header(key_length, length).words() <= cache.layout().largest;
}

}  // namespace

NACRE_PUBLIC struct nacre_droppable* nacre_droppable_create(size_t capacity, size_t typical) {
  const auto cache = Cache::create(capacity, typical);
  if (cache.ok()) return reinterpret_cast<struct nacre_droppable*>(cache.value());
  errno = cache.error();
  return nullptr;
}

NACRE_PUBLIC void nacre_droppable_destroy(struct nacre_droppable* cache) {
  if (cache != nullptr) cache_of(cache).destroy();
}

NACRE_PUBLIC ssize_t nacre_droppable_get(struct nacre_droppable* handle, const void* key_bytes,
                                         size_t key_length, void* buffer, size_t size) {
  Cache& cache = cache_of(handle);
  const Key key(key_bytes, key_length, cache.seed());
  size_t length;
  const bool hit = cache.shard(key).get(key, static_cast<unsigned char*>(buffer), size, length);
  cache.counts().count(hit);
  return hit ? static_cast<ssize_t>(length) : fail(ENOENT);
}

NACRE_PUBLIC int nacre_droppable_put(struct nacre_droppable* handle, const void* key_bytes,
                                     size_t key_length, const void* value, size_t length) {
  Cache& cache = cache_of(handle);
  const Key key(key_bytes, key_length, cache.seed());
  if (!fits(cache, key_length, length)) {
    // The old value of the key is outdated now, so a later get must not return it (hazard stale-value in
    // libc/random/HAZARDS.md).
    cache.shard(key).remove(key);
    return fail(E2BIG);
  }
  return cache.shard(key).put(key, static_cast<const unsigned char*>(value), length) ? 0 : fail(EAGAIN);
}

NACRE_PUBLIC int nacre_droppable_remove(struct nacre_droppable* handle, const void* key_bytes,
                                        size_t key_length) {
  Cache& cache = cache_of(handle);
  const Key key(key_bytes, key_length, cache.seed());
  return cache.shard(key).remove(key) ? 0 : fail(ENOENT);
}

NACRE_PUBLIC size_t nacre_droppable_trim(struct nacre_droppable* handle, size_t bytes) {
  Cache& cache = cache_of(handle);
  const size_t page = cache.page_size();
  const size_t pages = bytes / page + (bytes % page != 0);
  size_t given_back = 0;
  // First take an equal share from each shard. Then take the rest from the shards that have more.
  for (size_t share = pages / cache.shards() + 1;; share = pages) {
    for (uint32_t i = 0; i < cache.shards() && given_back < pages; ++i) {
      const size_t left = pages - given_back;
      const Shard::Trimmed trimmed = cache.shard(i).trim(left < share ? left : share);
      cache.give_back(i, trimmed);
      given_back += static_cast<size_t>(trimmed.last - trimmed.first);
    }
    if (share == pages || given_back == pages) return given_back * page;
  }
}

NACRE_PUBLIC int nacre_droppable_statistics(struct nacre_droppable* handle,
                                            struct nacre_droppable_statistics* statistics, size_t size) {
  if (size > sizeof *statistics) return fail(EINVAL);
  Cache& cache = cache_of(handle);
  struct nacre_droppable_statistics all {};
  all.hits = cache.counts().hits();
  all.misses = cache.counts().misses();
  for (uint32_t i = 0; i < cache.shards(); ++i) {
    const Shard::State& state = cache.state(i);
    all.drops += state.drops.load(Order::relaxed);
    all.evictions += state.evictions.load(Order::relaxed);
    all.values += state.values.load(Order::relaxed);
    all.bytes += static_cast<size_t>(cache.shard(i).pages_in_use()) * cache.page_size();
  }
  all.capacity = size_t{cache.shards()} * cache.layout().pages * cache.page_size();
  all.largest = largest(cache);
  all.droppable = cache.is_droppable();
  __builtin_memcpy(statistics, &all, size);
  return 0;
}

}  // namespace nacre::droppable
