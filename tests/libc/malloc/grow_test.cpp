// SPDX-License-Identifier: MIT
// Tests that realloc keeps the content of blocks that grow and shrink, also if threads exchange
// the blocks, and that it moves them rarely.
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/smaps.hpp"

namespace {

constexpr size_t kKiB = 1024, kMiB = 1024 * kKiB;

// A block whose bytes all have the same value. The first one, the last one and some in between are
// checked.
class Block {
 public:
  // Changes the size with realloc. Returns whether the content was kept.
  bool resize(size_t size, uint8_t value) {
    auto* const resized = static_cast<uint8_t*>(realloc(bytes_, size));
    if (resized == nullptr) return false;
    moves_ += resized != bytes_ ? 1 : 0;
    bytes_ = resized;
    if (reinterpret_cast<uintptr_t>(bytes_) % 16 != 0) return false;
    const bool kept = has_value(std::min(size, size_));
    size_ = size;
    fill(value);
    return kept;
  }

  void fill(uint8_t value) {
    value_ = value;
    memset(bytes_, value, size_);
  }

  bool has_value(size_t size) const {
    const size_t step = std::max<size_t>(1, size / 64);
    for (size_t i = 0; i < size; i += step)
      if (bytes_[i] != value_) return false;
    return size == 0 || bytes_[size - 1] == value_;
  }

  // Frees the block. Returns whether it had its content.
  bool release() {
    const bool kept = has_value(size_);
    free(bytes_);
    *this = {};
    return kept;
  }

  void adopt(void* block, size_t size) {
    bytes_ = static_cast<uint8_t*>(block);
    size_ = size;
  }

  uint8_t* bytes() const { return bytes_; }
  size_t size() const { return size_; }
  int moves() const { return moves_; }

 private:
  uint8_t* bytes_ = nullptr;
  size_t size_ = 0;
  uint8_t value_ = 0;
  int moves_ = 0;
};

// Returns a size. Each power of two up to 2^22 is equally likely.
size_t random_size(std::mt19937& random) {
  const size_t limit = size_t{16} << random() % 19;
  return 1 + random() % limit;
}

// Blocks that threads exchange. A place is null while no block is in it.
using Shared = std::array<std::atomic<Block*>, 16>;

// Resizes random blocks. Some of them are exchanged for blocks of other threads. Returns the number of
// errors.
int resize_random_blocks(Shared& shared, unsigned seed, int steps) {
  std::mt19937 random(seed);
  std::vector<Block*> blocks(12);
  for (Block*& block : blocks) block = new Block;
  int errors = 0;
  for (int i = 0; i < steps; ++i) {
    Block*& block = blocks[random() % blocks.size()];
    switch (random() % 8) {
      case 0:
        if (!block->release()) ++errors;
        break;
      case 1:
        block = shared[random() % shared.size()].exchange(block, std::memory_order_acq_rel);
        if (block == nullptr) block = new Block;
        break;
      case 2:
        // Growth by a small step.
        if (!block->resize(block->size() + 1 + random() % 40000, static_cast<uint8_t>(i))) ++errors;
        break;
      default:
        if (!block->resize(random_size(random), static_cast<uint8_t>(i))) ++errors;
    }
  }
  for (Block* block : blocks) {
    if (!block->release()) ++errors;
    delete block;
  }
  return errors;
}

int release_all(Shared& shared) {
  int errors = 0;
  for (std::atomic<Block*>& place : shared) {
    Block* const block = place.exchange(nullptr);
    if (block == nullptr) continue;
    if (!block->release()) ++errors;
    delete block;
  }
  return errors;
}

TEST(ReallocGrowth, KeepsTheContentInOneThread) {
  Shared shared{};
  EXPECT_EQ(resize_random_blocks(shared, 1, 4000), 0);
  EXPECT_EQ(release_all(shared), 0);
}

TEST(ReallocGrowth, KeepsTheContentOfBlocksThatThreadsExchange) {
  Shared shared{};
  std::atomic<int> errors = 0;
  for (unsigned round = 0; round < 2; ++round) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < 4; ++i)
      threads.emplace_back([&, i] { errors += resize_random_blocks(shared, round * 4 + i, 1500); });
    for (std::thread& thread : threads) thread.join();
  }
  // The threads that allocated these blocks have ended.
  errors += release_all(shared);
  EXPECT_EQ(errors, 0);
}

TEST(ReallocGrowth, KeepsTheContentInAForkedChild) {
  Shared shared{};
  std::atomic<bool> stop = false;
  std::thread other([&] {
    for (unsigned i = 0; !stop; ++i) resize_random_blocks(shared, i, 100);
  });
  Block block;
  EXPECT_TRUE(block.resize(100 * kKiB, 1));
  for (int i = 0; i < 20; ++i) {
    const pid_t child = fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
      bool kept = block.resize(1 * kMiB, 2) && block.resize(50 * kKiB, 3);
      for (unsigned seed = 0; seed < 3; ++seed) {
        Shared own{};
        kept = kept && resize_random_blocks(own, seed, 100) == 0;
      }
      _exit(kept ? 0 : 1);
    }
    int status = -1;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  stop = true;
  other.join();
  EXPECT_TRUE(block.release());
  EXPECT_EQ(release_all(shared), 0);
}

TEST(ReallocGrowth, UsableSizeCanBeUsed) {
  Block block;
  std::mt19937 random(1);
  for (size_t size = 1; size < 4 * kMiB; size += 1 + size / 3) {
    ASSERT_TRUE(block.resize(size, static_cast<uint8_t>(size)));
    const size_t usable = malloc_usable_size(block.bytes());
    ASSERT_GE(usable, size);
    block.adopt(block.bytes(), usable);
    block.fill(static_cast<uint8_t>(size));
    // The neighbors must not overlap with the block.
    void* const neighbor = malloc(random() % 100000);
    memset(neighbor, 0xff, malloc_usable_size(neighbor));
    ASSERT_TRUE(block.has_value(usable));
    free(neighbor);
  }
  EXPECT_TRUE(block.release());
}

// The sizes and alignments cover all kinds of mimalloc's pages: small, medium and large blocks, blocks
// with a page of their own, and mappings.
TEST(ReallocGrowth, WorksForBlocksOfAlignedAlloc) {
  for (const size_t alignment : {size_t{64}, 4 * kKiB, 64 * kKiB, 256 * kKiB, 4 * kMiB}) {
    for (const size_t size : {size_t{100}, 5 * kKiB, 40 * kKiB, 300 * kKiB, 3 * kMiB}) {
      Block block;
      block.adopt(aligned_alloc(alignment, size), size);
      ASSERT_NE(block.bytes(), nullptr);
      block.fill(7);
      EXPECT_TRUE(block.resize(size + size / 2, 1));
      EXPECT_TRUE(block.resize(size * 3, 2));
      EXPECT_TRUE(block.resize(size / 3, 3));
      EXPECT_TRUE(block.release());
    }
  }
}

// Blocks of more than 32 MiB are mappings of their own. One byte of each MiB is checked.
TEST(ReallocGrowth, KeepsTheContentOfLargeBlocks) {
  uint8_t* bytes = nullptr;
  size_t size = 20 * kMiB;
  const auto mark = [](size_t at) { return static_cast<uint8_t>(at / kMiB * 7 + 1); };
  std::vector<size_t> marks;
  for (const size_t next : {20, 30, 33, 50, 51, 100, 300, 301, 600, 250, 40, 80, 34, 20, 34, 8, 1}) {
    auto* const resized = static_cast<uint8_t*>(realloc(bytes, next * kMiB));
    ASSERT_NE(resized, nullptr);
    bytes = resized;
    size = next * kMiB;
    EXPECT_GE(malloc_usable_size(bytes), size);
    marks.erase(std::remove_if(marks.begin(), marks.end(), [&](size_t at) { return at >= size; }),
                marks.end());
    for (const size_t at : marks) ASSERT_EQ(bytes[at], mark(at)) << at << " of " << size;
    for (size_t at = 0; at < size; at += kMiB) {
      bytes[at] = mark(at);
      marks.push_back(at);
    }
    bytes[size - 1] = mark(size - 1);
    marks.push_back(size - 1);
    // Another mapping makes it likely that the block has to move for the next size.
    free(malloc(33 * kMiB));
  }
  free(bytes);
}

// Blocks that grow in turns can be in each other's way.
TEST(ReallocGrowth, MovesBlocksOnlyALogarithmicNumberOfTimes) {
  std::array<Block, 4> blocks;
  for (size_t size = 16; size < 8 * kMiB;
       size += std::max<size_t>(16, std::min<size_t>(size / 8, 16 * kKiB)))
    for (Block& block : blocks) ASSERT_TRUE(block.resize(size, static_cast<uint8_t>(size)));
  for (Block& block : blocks) {
    // Blocks of up to 4 KiB move for each of the allocator's 8 size classes per power of two.
    EXPECT_LT(block.moves(), 120);
    EXPECT_TRUE(block.release());
  }
}

TEST(ReallocGrowth, GivesMemoryBackIfABlockShrinks) {
  for (const size_t size : {300 * kKiB, 3 * kMiB, 50 * kMiB}) {
    Block block;
    ASSERT_TRUE(block.resize(size, 1));
    ASSERT_TRUE(block.resize(size / 3, 2));
    EXPECT_LT(malloc_usable_size(block.bytes()), size / 2);
    ASSERT_TRUE(block.resize(100, 3));
    EXPECT_LT(malloc_usable_size(block.bytes()), 200u);
    EXPECT_TRUE(block.release());
  }
}

TEST(ReallocGrowth, ReturnsTheMemoryBehindBlocksThatShrank) {
  const auto resident = [] { return test::kibibytes_of("/proc/self/status", "VmRSS"); };
  std::vector<Block> blocks(8);
  for (Block& block : blocks) ASSERT_TRUE(block.resize(16 * kMiB, 1));
  const long full = resident();
  usleep(150000);  // Memory is not returned twice in 100 ms.
  for (Block& block : blocks) ASSERT_TRUE(block.resize(kMiB, 2));
  // 64 MiB of the 120 MiB may stay.
  EXPECT_GT(full - resident(), 45 * 1024);
  for (Block& block : blocks) EXPECT_TRUE(block.release());
}

TEST(ReallocGrowth, ManyBlocksThatGrewALittleNeedLittleAddressSpace) {
  std::vector<Block> blocks(2000);
  for (Block& block : blocks)
    for (const size_t size : {3000, 6000, 9000}) ASSERT_TRUE(block.resize(size, 1));
  const auto [least, most] =
      std::minmax_element(blocks.begin(), blocks.end(),
                          [](const Block& a, const Block& b) { return a.bytes() < b.bytes(); });
  EXPECT_LT(most->bytes() - least->bytes(), static_cast<ptrdiff_t>(80 * kMiB));
  for (Block& block : blocks) ASSERT_TRUE(block.release());
}

TEST(ReallocGrowth, FailsForSizesThatAreTooLarge) {
  Block block;
  ASSERT_TRUE(block.resize(100 * kKiB, 1));
  for (const size_t size :
       {SIZE_MAX, SIZE_MAX - 4095, SIZE_MAX / 2 + 1, SIZE_MAX / 2 - 70000, SIZE_MAX / 4 + 1}) {
    errno = 0;
    volatile size_t hidden = size;
    EXPECT_EQ(realloc(block.bytes(), hidden), nullptr);
    EXPECT_EQ(errno, ENOMEM);
  }
  EXPECT_TRUE(block.release());
}

// A limit forbids the larger mapping. Each attempt first reserves address space for it.
TEST(ReallocGrowth, ThatFailsGivesReservedAddressSpaceBack) {
  const auto end = test::in_child([] {
    const rlimit limit = {300 * kMiB, 300 * kMiB};
    void* const block = malloc(100 * kMiB);
    if (block == nullptr || setrlimit(RLIMIT_DATA, &limit) != 0) return 1;
    for (int i = 0; i < 20; ++i)
      if (realloc(block, 400 * kMiB) != nullptr) return 2;
    const long before = test::kibibytes_of("/proc/self/status", "VmSize");
    for (int i = 0; i < 20; ++i)
      if (realloc(block, 400 * kMiB) != nullptr) return 2;
    return test::kibibytes_of("/proc/self/status", "VmSize") - before < 100 * 1024 ? 0 : 3;
  });
  EXPECT_EQ(end, "exit 0");
}

// mimalloc's page map has entries only for the beginning of a mapping.
TEST(ReallocGrowth, WithoutWritesNeedsLittleMemory) {
  if constexpr (sizeof(void*) == 8) {
    const long before = test::kibibytes_of("/proc/self/status", "VmRSS");
    void* block = malloc(50 * kMiB);
    for (const size_t size : {2048 * kMiB, 8192 * kMiB, 64 * kMiB}) {
      void* const larger = realloc(block, size);
      if (larger == nullptr) GTEST_SKIP() << "this machine has no address space of " << size << " bytes";
      block = larger;
    }
    EXPECT_LT(test::kibibytes_of("/proc/self/status", "VmRSS") - before, 1024);
    free(block);
  }
}

}  // namespace
