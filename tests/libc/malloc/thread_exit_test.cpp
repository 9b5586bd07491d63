// SPDX-License-Identifier: MIT
// Tests malloc and free when threads end.
#include <gtest/gtest.h>
#include <malloc.h>
#include <pthread.h>

#include <atomic>
#include <thread>

#include "tests/libc/malloc/blocks.hpp"
#include "tests/support/smaps.hpp"

namespace {

long resident_kib() { return test::kibibytes_of("/proc/self/status", "VmRSS"); }

TEST(MallocThreadExit, BlocksOfAnEndedThreadAreIntactAndCanBeFreed) {
  const auto sizes = test::sizes(4 << 20);
  std::vector<void*> blocks(sizes.size());
  std::thread([&] {
    for (unsigned i = 0; i < sizes.size(); ++i) test::fill(blocks[i] = malloc(sizes[i]), sizes[i], i);
  }).join();
  // A second thread frees one half while the main thread allocates, and the main thread frees the rest.
  std::thread second([&] {
    for (unsigned i = 0; i < sizes.size(); i += 2) {
      EXPECT_TRUE(test::is_filled(blocks[i], sizes[i], i)) << sizes[i];
      free(blocks[i]);
    }
  });
  EXPECT_TRUE(test::allocate_and_free(4 << 20, 1));
  second.join();
  for (unsigned i = 1; i < sizes.size(); i += 2) {
    EXPECT_TRUE(test::is_filled(blocks[i], sizes[i], i)) << sizes[i];
    free(blocks[i]);
  }
}

// Each thread frees all that it allocated.
TEST(MallocThreadExit, ManyShortThreadsDoNotIncreaseResidentMemory) {
  const auto start_threads = [](int count) {
    for (int i = 0; i < count; ++i)
      std::thread([] { ASSERT_TRUE(test::allocate_and_free(100'000, 1)); }).join();
  };
  start_threads(200);
  const long before = resident_kib();
  start_threads(10'000);
  // If each thread lost a page of mimalloc, which has 64 KiB, this would be 640 MiB in total.
  EXPECT_LT(resident_kib() - before, 16 * 1024);
}

// Each thread leaves blocks, which the main thread frees later.
TEST(MallocThreadExit, MemoryOfBlocksThatOthersFreeIsReused) {
  constexpr std::size_t kKept = 64;
  std::vector<void*> kept;
  const auto start_threads = [&](int count) {
    for (int i = 0; i < count; ++i) {
      std::thread([&] {
        for (const std::size_t size : {10, 100, 1000, 10'000, 100'000}) {
          kept.push_back(malloc(size));
          memset(kept.back(), 1, size);
        }
      }).join();
      for (; kept.size() > kKept; kept.erase(kept.begin())) free(kept.front());
    }
  };
  start_threads(200);
  const long before = resident_kib();
  start_threads(5000);
  EXPECT_LT(resident_kib() - before, 16 * 1024);
  for (void* block : kept) free(block);
}

// The destructor frees its block and allocates a new one. In three of four calls, it stores the new
// block for the key, so that musl calls it again.
TEST(MallocThreadExit, DestructorsOfThreadSpecificDataAllocateAndFree) {
  static pthread_key_t keys[8];
  static std::atomic<int> rounds;
  for (auto& key : keys)
    ASSERT_EQ(pthread_key_create(&key,
                                 [](void* block) {
                                   pthread_key_t own;
                                   memcpy(&own, block, sizeof own);
                                   void* const next = malloc(malloc_usable_size(block) * 2);
                                   memcpy(next, &own, sizeof own);
                                   free(block);
                                   if (++rounds % 4 == 0)
                                     free(next);
                                   else
                                     pthread_setspecific(own, next);
                                 }),
              0);
  const auto start_threads = [](int count) {
    for (int i = 0; i < count; ++i)
      std::thread([] {
        for (auto& key : keys) {
          void* const block = malloc(100);
          memcpy(block, &key, sizeof key);
          pthread_setspecific(key, block);
        }
      }).join();
  };
  start_threads(100);
  const long before = resident_kib();
  start_threads(2000);
  EXPECT_LT(resident_kib() - before, 16 * 1024);
  EXPECT_GE(rounds, 8 * 2100);
  for (auto& key : keys) pthread_key_delete(key);
}

// The threads allocate, and are canceled between two allocations.
TEST(MallocThreadExit, CanceledThreadsLeaveAUsableAllocator) {
  for (int i = 0; i < 500; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(
                  &thread, nullptr,
                  [](void*) -> void* {
                    for (;;) {
                      test::allocate_and_free(10'000, 1);
                      pthread_testcancel();
                    }
                  },
                  nullptr),
              0);
    pthread_cancel(thread);
    pthread_join(thread, nullptr);
  }
  EXPECT_TRUE(test::allocate_and_free(4 << 20, 1));
}

}  // namespace
