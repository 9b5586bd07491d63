// SPDX-License-Identifier: MIT
// Tests malloc and free in several threads.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/libc/malloc/blocks.hpp"

namespace {

constexpr unsigned kThreads = 4;

TEST(MallocThreads, AllocateAtTheSameTime) {
  std::atomic<unsigned> good = 0;
  std::thread threads[kThreads];
  for (unsigned t = 0; t < kThreads; ++t)
    threads[t] = std::thread([&good, t] {
      bool all = true;
      for (int i = 0; i < 100; ++i) all = all && test::allocate_and_free(4 << 20, t);
      good += all ? 1 : 0;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, kThreads);
}

// Each thread exchanges a new block for one in an array, and checks and frees that one. The first word
// of a block is its size.
TEST(MallocThreads, FreeTheBlocksOfOtherThreads) {
  constexpr std::size_t kPlaces = 256;
  static std::atomic<std::size_t*> places[kPlaces];
  std::atomic<unsigned> bad = 0;
  std::thread threads[kThreads];
  for (unsigned t = 0; t < kThreads; ++t)
    threads[t] = std::thread([&bad, t] {
      unsigned random = t + 1;
      for (unsigned i = 0; i < 200'000; ++i) {
        random = random * 1103515245 + 12345;
        // Most blocks are small, some are large.
        const std::size_t size = sizeof(std::size_t) + (random >> 16) % (i % 64 == 0  ? 300'000
                                                                         : i % 4 == 0 ? 5000
                                                                                      : 200);
        auto* const block = static_cast<std::size_t*>(malloc(size));
        if (block == nullptr) {
          ++bad;
          return;
        }
        *block = size;
        const std::size_t head = sizeof size, body = size - head < 500 ? size - head : 500;
        test::fill(block + 1, body, static_cast<unsigned>(size));
        auto* const other = places[(random >> 8) % kPlaces].exchange(block);
        if (other == nullptr) continue;
        const std::size_t rest = *other - head < 500 ? *other - head : 500;
        bad += test::is_filled(other + 1, rest, static_cast<unsigned>(*other)) ? 0 : 1;
        free(other);
      }
    });
  for (auto& thread : threads) thread.join();
  for (auto& place : places) free(place.exchange(nullptr));
  EXPECT_EQ(bad, 0u);
}

TEST(MallocThreads, ResizeTheBlocksOfOtherThreads) {
  for (const std::size_t size : {1, 100, 5000, 100'000, 5 << 20}) {
    void* block = malloc(size);
    test::fill(block, size, 1);
    std::thread([&] { block = realloc(block, size * 3); }).join();
    EXPECT_TRUE(test::is_filled(block, size, 1)) << size;
    free(block);
  }
}

}  // namespace
