// SPDX-License-Identifier: MIT
// Tests <nacre/droppable.h>, a cache in memory that the kernel may drop (docs/droppable.md). The tests
// check its results in one thread, and then during drops, forks and writes of other threads. Most use
// numbers as keys, and values that contain their key and a version number (tests/support/cache.hpp).
// Children of the tests exit with 0, with 9 or 99 if the filter cannot be installed, or with the number
// of the check that failed. libc/random/HAZARDS.md describes the hazards.
#include <gtest/gtest.h>
#include <nacre/droppable.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "sysdeps/contract/memory.hpp"
#include "tests/stress/cache_storm.hpp"
#include "tests/support/cache.hpp"
#include "tests/support/child.hpp"
#include "tests/support/memory_cgroup.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/shard_of_one.hpp"

namespace {

using test::CheckedCache;

constexpr size_t kSmall = 256 << 10;  // a capacity that most tests exceed

// Makes random puts, gets and removes, and compares each hit with a std::map. A miss is always right,
// because the cache may lose values. Returns the number of hits, or -1 after a difference.
long agrees_with_a_map(CheckedCache& cache, int turns, uint32_t first_key = 1000000) {
  const size_t most = cache.statistics().largest - 64;
  std::mt19937 random(1);
  std::map<uint32_t, uint32_t> map;
  long hits = 0;
  for (int turn = 1; turn <= turns; ++turn) {
    const uint32_t key = first_key + random() % 2000;
    switch (random() % 8) {
      case 0:
      case 1: {
        const size_t length = random() % 100 == 0 ? random() % 20000 : random() % 300;
        if (!cache.put(key, static_cast<uint32_t>(turn),
                       std::min(length + test::kShortestSelfChecked, most)))
          return -1;
        map[key] = static_cast<uint32_t>(turn);
        break;
      }
      case 2: {
        const bool was_there = cache.version_of(key) > 0;
        if (cache.remove(key) != was_there || cache.version_of(key) != 0) return -1;
        map.erase(key);
        break;
      }
      default: {
        const int64_t version = cache.version_of(key);
        if (version == 0) break;
        const auto known = map.find(key);
        if (known == map.end() || known->second != version) return -1;
        ++hits;
      }
    }
  }
  return hits;
}

TEST(Cache, BehavesLikeAMapThatMayLoseValues) {
  CheckedCache cache(kSmall, 200);
  EXPECT_GT(agrees_with_a_map(cache, 300000), 20000);
  const auto statistics = cache.statistics();
  EXPECT_GT(statistics.evictions, 1000u) << "the test must put more values than the cache can hold";
  EXPECT_EQ(statistics.drops, 0u);
}

TEST(Cache, KeepsEveryLengthOfValueAtEveryPlaceInAPage) {
  CheckedCache cache(kSmall, 200);
  uint32_t version = 0;
  for (size_t length = test::kShortestSelfChecked; length < 13000; length += length < 600 ? 1 : 89) {
    // The length of value 2 changes the position of value 1 in its page.
    ASSERT_TRUE(cache.put(2, ++version, 8 + length % 512));
    ASSERT_TRUE(cache.put(1, ++version, length));
    ASSERT_EQ(cache.version_of(1), version) << "length " << length;
    ASSERT_EQ(cache.version_of(2), version - 1) << "length " << length;
  }
}

TEST(Cache, KeepsEveryLengthOfKey) {
  auto* const cache = nacre_droppable_create(size_t{4} << 20, 0);
  const auto bytes = test::self_checked({1, 1}, 70000);
  for (size_t length = 0; length <= 65535; length += length < 100 ? 1 : 1357) {
    ASSERT_EQ(nacre_droppable_put(cache, bytes.data(), length, &length, sizeof length), 0);
    size_t found = 0;
    ASSERT_EQ(nacre_droppable_get(cache, bytes.data(), length, &found, sizeof found),
              static_cast<ssize_t>(sizeof found));
    ASSERT_EQ(found, length);
    // A key that differs in one byte is another key.
    if (length == 0) continue;
    auto other = bytes;
    ++other[length - 1];
    ASSERT_EQ(nacre_droppable_get(cache, other.data(), length, &found, sizeof found), -1);
    ASSERT_EQ(errno, ENOENT);
  }
  errno = 0;
  EXPECT_EQ(nacre_droppable_put(cache, bytes.data(), 65536, "", 0), -1);
  EXPECT_EQ(errno, E2BIG);
  nacre_droppable_destroy(cache);
}

TEST(Cache, AnEmptyValueIsAHit) {
  auto* const cache = nacre_droppable_create(kSmall, 0);
  EXPECT_EQ(nacre_droppable_put(cache, "", 0, nullptr, 0), 0);
  EXPECT_EQ(nacre_droppable_get(cache, "", 0, nullptr, 0), 0);
  nacre_droppable_destroy(cache);
}

TEST(Cache, ShortBufferGetsTheBeginningAndTheLength) {
  CheckedCache cache(kSmall);
  ASSERT_TRUE(cache.put(7, 1, 5000));
  const auto value = test::self_checked({7, 1}, 5000);
  const uint32_t key = 7;
  for (const size_t size : {size_t{0}, size_t{1}, size_t{7}, size_t{8}, size_t{13}, size_t{4999}}) {
    test::Bytes buffer(size + 1, 0xee);
    ASSERT_EQ(nacre_droppable_get(cache.get(), &key, sizeof key, buffer.data(), size), 5000);
    EXPECT_TRUE(std::equal(buffer.begin(), buffer.end() - 1, value.begin())) << size;
    EXPECT_EQ(buffer.back(), 0xee) << size;
  }
}

TEST(Cache, TakesTheLargestValueAndRejectsALargerOne) {
  CheckedCache cache(kSmall);
  const size_t largest = cache.statistics().largest;
  EXPECT_GT(largest, kSmall / 16);
  for (int turn = 0; turn < 50; ++turn) {
    test::Bytes value(largest - sizeof turn, static_cast<unsigned char>(turn + 1));
    ASSERT_EQ(nacre_droppable_put(cache.get(), &turn, sizeof turn, value.data(), value.size()), 0);
    test::Bytes buffer(largest);
    ASSERT_EQ(nacre_droppable_get(cache.get(), &turn, sizeof turn, buffer.data(), buffer.size()),
              static_cast<ssize_t>(value.size()));
    buffer.resize(value.size());
    ASSERT_EQ(buffer, value);
  }
  ASSERT_TRUE(cache.put(1, 1, 100));
  const test::Bytes too_long(largest + 16);
  const uint32_t key = 1;
  errno = 0;
  EXPECT_EQ(nacre_droppable_put(cache.get(), &key, sizeof key, too_long.data(), too_long.size()), -1);
  EXPECT_EQ(errno, E2BIG);
  EXPECT_EQ(cache.version_of(1), 0) << "a rejected put must also remove the old value";
}

TEST(Cache, ReferencedValueIsNotEvicted) {
  CheckedCache cache(kSmall, 200);
  for (uint32_t key = 0; key < 100; ++key) ASSERT_TRUE(cache.put(key, 1, 200));
  uint32_t other = 1000;
  for (int round = 0; round < 60; ++round) {
    for (uint32_t key = 0; key < 100; ++key) cache.version_of(key);
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(cache.put(++other, 1, 200));
  }
  int there = 0;
  for (uint32_t key = 0; key < 100; ++key) there += cache.version_of(key) == 1;
  EXPECT_GT(there, 95) << "of a hundred values, after puts of ten times the cache's capacity";
}

// The typical length of values is 1 byte, so the index has two slots or more for each byte of the
// capacity. In a 64-bit program, it would have more buckets than it can number (UINT32_MAX). In a 32-bit
// program, it would exceed the address space.
TEST(Cache, TooLargeIndexIsENOMEM) {
  const size_t capacity = sizeof(size_t) == 8 ? size_t{512} << 30 : size_t{1} << 30;
  errno = 0;
  EXPECT_EQ(nacre_droppable_create(capacity, 1), nullptr);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(Cache, TooSmallOrTooLargeCapacityIsEINVAL) {
  for (const size_t capacity : {size_t{0}, size_t{1}, size_t{65535}, SIZE_MAX}) {
    errno = 0;
    EXPECT_EQ(nacre_droppable_create(capacity, 0), nullptr);
    EXPECT_EQ(errno, EINVAL) << capacity;
  }
  // The smallest capacity works, with any typical size of values.
  for (const size_t typical : {size_t{1}, size_t{1} << 20, SIZE_MAX}) {
    CheckedCache cache(65536, typical);
    ASSERT_NE(cache.get(), nullptr) << typical;
    EXPECT_GT(agrees_with_a_map(cache, 3000), 0) << typical;
  }
  nacre_droppable_destroy(nullptr);
}

TEST(Cache, DestroyLeavesNoMapping) {
  const size_t before = test::droppable_bytes();
  for (int i = 0; i < 20; ++i) {
    CheckedCache cache(kSmall);
    EXPECT_TRUE(cache.put(1, 1, 100));
  }
  EXPECT_EQ(test::droppable_bytes(), before);
}

TEST(Cache, StatisticsAddUp) {
  CheckedCache cache(kSmall, 200);
  for (uint32_t key = 1; key <= 100; ++key) ASSERT_TRUE(cache.put(key, 1, 300));
  for (uint32_t key = 1; key <= 150; ++key) cache.version_of(key);
  for (uint32_t key = 1; key <= 10; ++key) EXPECT_TRUE(cache.remove(key));
  EXPECT_FALSE(cache.remove(1));
  EXPECT_EQ(errno, ENOENT);
  const auto statistics = cache.statistics();
  EXPECT_EQ(statistics.hits, 100u);
  EXPECT_EQ(statistics.misses, 50u);
  EXPECT_EQ(statistics.values, 90u);
  EXPECT_EQ(statistics.evictions, 0u);
  EXPECT_EQ(statistics.capacity, kSmall);
  EXPECT_GE(statistics.bytes, 100u * 300u);
  EXPECT_LE(statistics.bytes, 100u * 400u + static_cast<unsigned>(getpagesize()));
  // The function fills only the size that the program passes.
  struct nacre_droppable_statistics some;
  std::memset(&some, 0xee, sizeof some);
  EXPECT_EQ(nacre_droppable_statistics(cache.get(), &some, sizeof some.hits), 0);
  EXPECT_EQ(some.hits, 100u);
  EXPECT_EQ(some.misses, 0xeeeeeeeeeeeeeeeeu);
  errno = 0;
  EXPECT_EQ(nacre_droppable_statistics(cache.get(), &some, sizeof some + 1), -1);
  EXPECT_EQ(errno, EINVAL);
}

// Returns the number of pages in these mappings that are in memory.
size_t resident_pages(const std::vector<test::Mapping>& mappings) {
  const auto page = static_cast<size_t>(getpagesize());
  size_t resident = 0;
  for (const auto& mapping : mappings) {
    std::vector<unsigned char> pages(mapping.size() / page);
    mincore(reinterpret_cast<void*>(mapping.start), mapping.size(), pages.data());
    for (const unsigned char there : pages) resident += there & 1U;
  }
  return resident;
}

TEST(Cache, TrimFreesTheOldestValues) {
  std::unique_ptr<CheckedCache> cache;
  const auto mappings =
      test::mappings_made_by([&] { cache = std::make_unique<CheckedCache>(size_t{16} << 20); });
  for (uint32_t key = 1; key <= 8000; ++key) ASSERT_TRUE(cache->put(key, 1, 1000));
  const size_t before = cache->statistics().bytes, resident = resident_pages(mappings);
  const size_t freed = nacre_droppable_trim(cache->get(), size_t{4} << 20);
  EXPECT_EQ(freed, size_t{4} << 20);
  EXPECT_EQ(cache->statistics().bytes, before - freed);
  if (!mappings.empty()) {  // else this kernel has no droppable memory
    EXPECT_EQ(resident_pages(mappings), resident - freed / static_cast<size_t>(getpagesize()));
  }
  EXPECT_EQ(cache->version_of(1), 0);
  EXPECT_EQ(cache->version_of(8000), 1);
  // Trims all pages except one for each of at most 16 shards: the page that is being written.
  EXPECT_GT(nacre_droppable_trim(cache->get(), SIZE_MAX), before / 3);
  EXPECT_LE(cache->statistics().bytes, 16u * static_cast<size_t>(getpagesize()));
  EXPECT_GT(agrees_with_a_map(*cache, 20000), 1000);
}

// A reader that finds a dropped value clears the value's slot in the index. At the same time, a writer
// may replace the value. The count of values must decrease only once.
TEST(CacheCounts, AreRightAfterDropsDuringPuts) {
  const auto cache = test::ShardOfOne::make();
  if (!cache->is_droppable()) GTEST_SKIP() << "this kernel has no droppable memory";
  std::atomic<bool> over = false;
  std::atomic<std::uint64_t> most = 0;
  constexpr uint32_t kKey = 1;
  std::thread getter([&] {
    while (!over) cache->version_of(kKey);
  });
  std::thread dropper([&] {
    while (!over) cache->drop_all();
  });
  std::thread watcher([&] {
    while (!over) {
      const std::uint64_t values = cache->statistics().values;
      if (values > most) most = values;
    }
  });
  for (uint32_t turn = 1; turn <= 300000; ++turn) cache->put(kKey, turn, 64);
  over = true;
  getter.join();
  dropper.join();
  watcher.join();
  // There is one value, and during a put also its replacement.
  EXPECT_LE(most, 2u);
  EXPECT_GT(cache->statistics().drops, 0u);
  cache->put(kKey, 1, 64);
  cache->put(kKey, 2, 64);
  EXPECT_EQ(cache->statistics().values, 1u);
  cache->remove(kKey);
  EXPECT_EQ(cache->statistics().values, 0u);
}

// A signal handler can fork between the store of a value and a later decrement of the count. The call
// then continues in the child, whose count is 0. Here, the test zeroes the count of a child that has a
// value.
TEST(CacheCounts, DoNotGoBelowZeroInAChild) {
  const auto cache = test::ShardOfOne::make();
  ASSERT_TRUE(cache->put(1, 1, 64));
  EXPECT_EQ(test::in_child([&] {
              cache->put(2, 1, 64);
              cache->state().values.store(0, nacre::Order::relaxed);
              cache->remove(2);
              return cache->statistics().values == 0 ? 0 : 1;
            }),
            "exit 0");
}

// Ordinary memory is the fallback only for kernels without droppable memory (hazard
// no-droppable-memory), not for other errors of mmap. After mlockall(MCL_FUTURE), for example, the limit
// of locked memory causes EAGAIN.
TEST(CacheOrdinaryMemory, IsNotUsedWhenMemoryIsShort) {
  for (const int error : {EAGAIN, ENOMEM}) {
    EXPECT_EQ(test::in_child([error] {
                if (!test::Filter().refuse_droppable(test::answer(error)).install()) return 99;
                errno = 0;
                if (nacre_droppable_create(kSmall, 0) != nullptr) return 1;
                return errno == error ? 0 : 2;
              }),
              "exit 0")
        << error;
  }
}

TEST(CacheDrops, DroppedValueIsAMissAndItsPlaceIsReused) {
  std::unique_ptr<CheckedCache> cache;
  const auto mappings =
      test::mappings_made_by([&] { cache = std::make_unique<CheckedCache>(kSmall, 200); });
  if (!cache->statistics().droppable) GTEST_SKIP() << "this kernel has no droppable memory";
  ASSERT_FALSE(mappings.empty());
  for (uint32_t version = 1; version <= 20; ++version) {
    for (uint32_t key = 1; key <= 300; ++key) ASSERT_TRUE(cache->put(key, version, 300));
    for (uint32_t key = 1; key <= 300; ++key) ASSERT_EQ(cache->version_of(key), version);
    for (const auto& mapping : mappings) version % 2 ? mapping.drop() : mapping.page_out();
    if (version % 2 == 0) continue;  // MADV_PAGEOUT may skip pages
    for (uint32_t key = 1; key <= 300; ++key) ASSERT_EQ(cache->version_of(key), 0);
    ASSERT_EQ(cache->statistics().values, 0u);
  }
  EXPECT_GE(cache->statistics().drops, 3000u);
  // Drop a single page.
  for (uint32_t key = 1; key <= 300; ++key) ASSERT_TRUE(cache->put(key, 99, 300));
  madvise(reinterpret_cast<void*>(mappings[0].start), static_cast<size_t>(getpagesize()), MADV_DONTNEED);
  int there = 0;
  for (uint32_t key = 1; key <= 300; ++key) {
    const int64_t version = cache->version_of(key);
    ASSERT_TRUE(version == 0 || version == 99);
    there += version == 99;
  }
  // The page contains at most this many values, and a part of one more.
  EXPECT_GE(there, 300 - getpagesize() / 300 - 1);
}

// Drops one page of a value that has several pages. Whichever page it is, the get must be a miss.
TEST(CacheDrops, EachPageOfALongValueHasATag) {
  const auto cache = test::ShardOfOne::make();
  if (!cache->is_droppable()) GTEST_SKIP() << "this kernel has no droppable memory";
  const size_t length = cache->statistics().largest - 8;
  const auto pages = static_cast<uint64_t>(length) / static_cast<uint64_t>(getpagesize());
  for (int round = 0; round < 20; ++round)
    for (uint64_t page = 0; page <= pages; ++page) {
      ASSERT_TRUE(cache->put(1, 1, length));
      ASSERT_EQ(cache->version_of(1), 1);
      cache->drop_page(cache->state().newest - page);
      // The record may end before its last possible page. If only that page is dropped, the get is a
      // hit.
      const int64_t version = cache->version_of(1);
      ASSERT_TRUE(version == 0 || (version == 1 && page == pages)) << version << ", page " << page;
    }
}

// The test drops the page of a value. The writer finds the values to evict by their records in the page,
// so it cannot remove this value from the index. The test fills the ring until the page is reused (its
// next generation), and writes a forged record of the same key at the same position. The index still has
// the old value's position (hazard stale-value).
TEST(CacheStaleValue, RecordOfALaterGenerationIsAMiss) {
  const auto cache = test::ShardOfOne::make();
  if (!cache->is_droppable()) GTEST_SKIP() << "this kernel has no droppable memory";
  int forged = 0;
  for (uint32_t key = 1; key <= 200; ++key) {
    ASSERT_TRUE(cache->put(5000, 1, 8 + key * 24 % 1000));  // varies the position of the next record
    ASSERT_TRUE(cache->put(key, 1, 16));
    const uint64_t page = cache->state().newest, offset = cache->last_offset(16);
    cache->drop_page(page);
    while (cache->state().newest + 1 < page + cache->layout().pages)
      ASSERT_TRUE(cache->put(6000, 1, test::ShardOfOne::pageful()));
    forged += cache->put_forged(7000, key, offset);
    ASSERT_EQ(cache->state().newest, page + cache->layout().pages);
    ASSERT_EQ(cache->version_of(key), 0);
  }
  EXPECT_GT(forged, 50) << "too few forged records fitted at the position of the old record";
}

// No get looks up the dropped values. The later puts go around the ring twice, and must remove the
// dropped values from the index, so that only the new values are counted.
TEST(Cache, IndexRemovesDroppedValuesThatAreNotRead) {
  CheckedCache cache(kSmall, 200);
  if (!cache.statistics().droppable) GTEST_SKIP() << "this kernel has no droppable memory";
  for (uint32_t key = 1; key <= 500; ++key) ASSERT_TRUE(cache.put(key, 1, 300));
  for (const auto& mapping : test::droppable_mappings()) mapping.drop();
  for (uint32_t key = 1000; key < 1150; ++key) ASSERT_TRUE(cache.put(key, 1, 3900));
  uint64_t there = 0;
  for (uint32_t key = 1000; key < 1150; ++key) there += cache.version_of(key) == 1;
  EXPECT_EQ(cache.statistics().values, there);
}

TEST(Cache, StatisticsAddUpAfterEvictions) {
  CheckedCache cache(kSmall, 200);
  for (uint32_t key = 1; key <= 5000; ++key) ASSERT_TRUE(cache.put(key, 1, 8 + key % 500));
  const auto statistics = cache.statistics();
  uint64_t there = 0;
  for (uint32_t key = 1; key <= 5000; ++key) there += cache.version_of(key) == 1;
  EXPECT_EQ(statistics.values, there);
  EXPECT_EQ(statistics.evictions, 5000 - there);
  EXPECT_EQ(statistics.drops, 0u);
}

TEST(Cache, KeysWithTheSameHashAreDistinguished) {
  auto* const cache = nacre_droppable_create(kSmall, 0);
  // If the second half of a key equals that of the seed, the first half of the key does not affect the
  // hash. A program cannot make such a key, because the seed is secret.
  const auto& seed = reinterpret_cast<nacre::droppable::Cache*>(cache)->seed();
  const uint64_t one[] = {1, seed.words[1]}, other[] = {2, seed.words[1]};
  ASSERT_EQ(nacre::droppable::Key(one, sizeof one, seed).hash,
            nacre::droppable::Key(other, sizeof other, seed).hash);
  char buffer[8];
  EXPECT_EQ(nacre_droppable_put(cache, one, sizeof one, "one", 3), 0);
  EXPECT_EQ(nacre_droppable_get(cache, other, sizeof other, buffer, sizeof buffer), -1);
  EXPECT_EQ(nacre_droppable_put(cache, other, sizeof other, "other", 5), 0);
  EXPECT_EQ(nacre_droppable_get(cache, one, sizeof one, buffer, sizeof buffer), 3);
  EXPECT_EQ(nacre_droppable_get(cache, other, sizeof other, buffer, sizeof buffer), 5);
  nacre_droppable_destroy(cache);
}

// The kernel would drop a huge page as a whole (hazard value-dropped). In smaps, the flag nh says that
// MADV_NOHUGEPAGE was set.
TEST(CacheDrops, RingHasNoHugePages) {
  std::unique_ptr<CheckedCache> cache;
  test::mappings_made_by([&] { cache = std::make_unique<CheckedCache>(size_t{32} << 20); });
  for (uint32_t key = 1; key <= 9000; ++key) ASSERT_TRUE(cache->put(key, 1, 3000));
  std::FILE* const smaps = std::fopen("/proc/self/smaps", "re");
  char line[512];
  bool ours = false, advised = false;
  while (std::fgets(line, sizeof line, smaps) != nullptr) {
    unsigned long from = 0, to = 0;
    if (std::sscanf(line, "%lx-%lx ", &from, &to) == 2) ours = to - from >= size_t{32} << 20;
    // malloc also has a mapping of this size.
    if (ours && std::strncmp(line, "VmFlags:", 8) == 0)
      advised = advised || std::strstr(line, " nh") != nullptr;
    if (ours && std::strncmp(line, "AnonHugePages:", 14) == 0) {
      EXPECT_EQ(std::atoi(line + 14), 0);
    }
  }
  std::fclose(smaps);
  EXPECT_TRUE(advised) << "the ring has no MADV_NOHUGEPAGE";
}

// Puts 4 MB of values and reads them repeatedly, and meanwhile puts 64 MB of other values, which is four
// times the memory limit that the test below sets. Returns the misses per thousand reads, at most 100,
// or 103 if a value was wrong. A store has the functions of CheckedCache that are called here.
template <class Store>
int misses_with(Store& store) {
  constexpr uint32_t kReferenced = 1000, kOthers = 16000, kAtOnce = 100;
  uint32_t gets = 0, missed = 0;
  for (uint32_t other = 1; other <= kOthers; ++other) {
    store.put(kReferenced + other, 1, 4000);
    if (other % kAtOnce != 0) continue;
    for (uint32_t key = 1; key <= kReferenced; ++key, ++gets) {
      const int64_t version = store.version_of(key);
      if (version == 1) continue;
      if (version != 0) return 103;
      missed += other > kAtOnce;
      store.put(key, 1, 4000);
    }
  }
  return static_cast<int>(std::min(missed * 1000 / gets, 100u));
}

// Returns 102 if there is no droppable memory.
int misses_of_cache() {
  CheckedCache cache(size_t{128} << 20, 4000);
  return cache.statistics().droppable ? misses_with(cache) : 102;
}

// The value of each key is one page of droppable memory, which MADV_FREE has made clean.
class CleanPages {
 public:
  void put(uint32_t key, uint32_t version, size_t length) {
    std::memset(page(key), static_cast<int>(version), length);
    madvise(page(key), kPage, MADV_FREE);
  }
  int64_t version_of(uint32_t key) const { return *page(key); }

 private:
  static constexpr size_t kPage = 4096, kPages = 20000;
  unsigned char* page(uint32_t key) const { return memory_ + key * kPage; }
  unsigned char* const memory_ =
      static_cast<unsigned char*>(nacre::sys::map_droppable(kPage * kPages).value());
};

int misses_of_clean_pages() {
  CleanPages pages;
  return misses_with(pages);
}

// Calls `body` in a child whose control group has a limit of 16 MiB. Returns its result, 101 if the
// child could not join the group, and 104 if it was killed.
int under_a_limit(const test::MemoryCgroup& group, int (*body)()) {
  const auto end = test::in_child([&] { return group.add(getpid()) ? body() : 101; });
  const std::string exited = "exit ";
  return end.compare(0, exited.size(), exited) == 0 ? std::stoi(end.substr(exited.size())) : 104;
}

// Under a memory limit, the kernel must drop other pages before those with values that were read
// recently. If the pages were dirty, it would drop nearly all of them whenever it needs a few pages: 31
// misses per thousand reads in each run (hazard value-dropped). Other processes can also cause drops, so
// the best of five runs counts. On some machines, the kernel also drops clean pages that were read
// recently. There, the test is skipped.
TEST(CacheDrops, ReferencedValuesStayUnderAMemoryLimit) {
  int fewest = 100, fewest_of_pages = 100;
  for (int run = 0; run < 5; ++run) {
    const test::MemoryCgroup group;
    if (!group.exists()) GTEST_SKIP() << group.why_not();
    ASSERT_TRUE(group.limit(size_t{16} << 20));
    const int misses = under_a_limit(group, misses_of_cache);
    if (misses == 102) GTEST_SKIP() << "this kernel has no droppable memory";
    ASSERT_LE(misses, 100);
    fewest = std::min(fewest, misses);
    if (fewest <= 8) break;
    const int misses_of_pages = under_a_limit(group, misses_of_clean_pages);
    ASSERT_LE(misses_of_pages, 100);
    fewest_of_pages = std::min(fewest_of_pages, misses_of_pages);
  }
  if (fewest > 8 && fewest_of_pages > 8)
    GTEST_SKIP() << "under a memory limit, this kernel also drops clean pages that were read recently";
  EXPECT_LE(fewest, 8) << "misses per thousand reads; of plain pages: " << fewest_of_pages;
}

// Other threads hold locks during puts when the child is created. The child must neither wait for these
// locks nor find values of the parent (hazard index-survives-fork).
TEST(CacheFork, ChildFindsAnEmptyUsableCache) {
  CheckedCache cache(kSmall, 200);
  for (uint32_t key = 1; key <= 100; ++key) ASSERT_TRUE(cache.put(key, 1, 300));
  std::atomic<bool> stop = false;
  std::vector<std::thread> writers;
  for (uint32_t number = 1; number <= 2; ++number)
    writers.emplace_back([&, number] {
      for (uint32_t version = 1; !stop; ++version)
        cache.put(1000 * number + version % 50, version, 3000);
    });
  for (int round = 0; round < 200; ++round) {
    const auto end = test::in_child(
        [&] {
          if (cache.statistics().values != 0 || cache.statistics().bytes != 0) return 1;
          for (uint32_t key = 1; key <= 100; ++key)
            if (cache.version_of(key) != 0) return 2;
          for (uint32_t key = 1; key <= 100; ++key)
            if (!cache.put(key, 7, 300) || cache.version_of(key) != 7) return 3;
          return round == 0 && agrees_with_a_map(cache, 20000) < 100 ? 4 : 0;
        },
        20);
    ASSERT_EQ(end, "exit 0");
  }
  stop = true;
  for (auto& writer : writers) writer.join();
  ASSERT_TRUE(cache.put(1, 9, 300));
  EXPECT_EQ(cache.version_of(1), 9);
}

// Counts the ordinary mappings that are wiped on fork: the index and the pages of values.
int mappings_wiped_on_fork() {
  std::FILE* const smaps = std::fopen("/proc/self/smaps", "re");
  char line[512];
  int count = 0;
  while (std::fgets(line, sizeof line, smaps) != nullptr)
    count += std::strncmp(line, "VmFlags:", 8) == 0 && std::strstr(line, " wf") != nullptr &&
             std::strstr(line, " dp") == nullptr;
  std::fclose(smaps);
  return count;
}

// If mmap fails with EINVAL, EOPNOTSUPP or 524 (the kernel's internal ENOTSUPP), the kernel has no
// droppable memory. The cache then uses ordinary memory, and a child must still find an empty cache.
TEST(CacheOrdinaryMemory, GivesTheSameResults) {
  for (const int error : {EINVAL, EOPNOTSUPP, 524}) {
    const auto end = test::in_child([&] {
      if (!test::Filter().refuse_droppable(test::answer(error)).install()) return 9;
      CheckedCache cache(kSmall, 200);
      if (cache.get() == nullptr || cache.statistics().droppable) return 1;
      if (agrees_with_a_map(cache, 100000) < 5000) return 2;
      if (!cache.put(1, 3, 300)) return 3;
      if (mappings_wiped_on_fork() != 2) return 5;
      const auto end_of_child = test::in_child([&] {
        return cache.version_of(1) == 0 && cache.put(1, 4, 300) && cache.version_of(1) == 4 ? 0 : 1;
      });
      return end_of_child == "exit 0" && cache.version_of(1) == 3 ? 0 : 4;
    });
    EXPECT_EQ(end, "exit 0") << error;
  }
}

// If madvise(MADV_WIPEONFORK) fails, a fork child would find the index of its parent, so the cache is
// not created.
TEST(CacheOrdinaryMemory, MissingWipeOnForkIsReported) {
  EXPECT_EQ(test::in_child([] {
              if (!test::Filter().refuse(SYS_madvise, test::answer(EINVAL)).install()) return 9;
              const size_t before = test::droppable_bytes();
              errno = 0;
              if (nacre_droppable_create(kSmall, 0) != nullptr || errno != ENOSYS) return 1;
              return test::droppable_bytes() == before ? 0 : 2;
            }),
            "exit 0");
}

TEST(CacheForCxx, BehavesLikeTheFunctions) {
  nacre::DroppableCache cache(kSmall);
  const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  const std::string key = "key", value = "a value";
  EXPECT_FALSE(cache.get(bytes(key)));
  EXPECT_TRUE(cache.put(bytes(key), bytes(value)));
  const auto found = cache.get(bytes(key));
  ASSERT_TRUE(found);
  EXPECT_EQ(std::memcmp(found->data(), value.data(), value.size()), 0);
  EXPECT_EQ(found->size(), value.size());
  int made = 0;
  const auto make = [&] {
    ++made;
    return std::string("made");
  };
  const std::string other = "other";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(cache.get_or_fill(bytes(other), make).size(), 4u);
  EXPECT_EQ(made, 1);
  EXPECT_TRUE(cache.remove(bytes(key)));
  nacre::DroppableCache moved = std::move(cache);
  EXPECT_EQ(moved.statistics().values, 1u);
  for (int i = 0; i < 1000; ++i) moved.put(std::as_bytes(std::span(&i, 1)), bytes(value));
  EXPECT_GT(moved.trim(1), 0u);
  EXPECT_THROW(nacre::DroppableCache(1), std::system_error);
}

// The program tests/programs/interrupted_cache_call.cpp single-steps a call of the cache, and causes a
// mishap at each instruction. Its arguments are the call, the mishap and the length of the value. The
// program explains the mishaps.
class InterruptedCall : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(InterruptedCall, NeverReturnsAWrongValue) {
  std::vector<std::string> words = {test::program("interrupted_cache_call")};
  words.insert(words.end(), GetParam().begin(), GetParam().end());
  const auto ran = test::run_program(words, {});
  if (ran.end == "exit 77") GTEST_SKIP() << "this kernel has no droppable memory";
  if (ran.end == "exit 78") GTEST_SKIP() << "programs cannot single-step themselves on this processor";
  EXPECT_EQ(ran.end, "exit 0") << ran.output;
}

using Call = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(Cache, InterruptedCall,
                         testing::Values(Call{"get", "drop", "24"}, Call{"get", "drop", "1500"},
                                         Call{"get", "put", "24"}, Call{"get", "put", "1500"},
                                         Call{"get", "around", "24"}, Call{"get", "around", "1500"},
                                         Call{"get", "forge", "16"}, Call{"put", "drop", "24"},
                                         Call{"put", "drop", "1500"}, Call{"put", "newest", "24"},
                                         Call{"put", "oldest", "3000"}, Call{"put", "get", "24"},
                                         Call{"remove", "drop", "24"}, Call{"remove", "get", "24"}),
                         [](const auto& info) {
                           return info.param[0] + "_" + info.param[1] + "_" + info.param[2];
                         });

// Threads read, put and drop values of up to 9000 bytes at the same time for 1.5 seconds. `torn` counts
// values of mixed bytes or of another key, and `old` counts values that were already replaced.
// tests/stress/cache.cpp runs this test for a longer time.
TEST(CacheStaleValue, NoValueIsTornOrOldDuringDropsAndWrites) {
  const auto found = stress::CacheStorm({0, 1.5, 1.5}, 300, 9000).run();
  EXPECT_EQ(found.torn, 0u);
  EXPECT_EQ(found.old, 0u);
  EXPECT_GT(found.hits, 1000u);
}

}  // namespace
