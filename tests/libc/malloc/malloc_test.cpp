// SPDX-License-Identifier: MIT
// Tests malloc.
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdint>
#include <set>

#include "tests/libc/malloc/blocks.hpp"

namespace {

constexpr std::size_t kTooLarge = std::size_t{PTRDIFF_MAX} + 1;

TEST(Malloc, AlignsBlocksOfEachSizeTo16Bytes) {
  std::vector<void*> blocks;
  for (const std::size_t size : test::sizes(1 << 20))
    for (int i = 0; i < 3; ++i) {
      blocks.push_back(malloc(size));
      ASSERT_NE(blocks.back(), nullptr) << size;
      EXPECT_TRUE(test::is_aligned(blocks.back(), 16)) << size;
    }
  for (void* block : blocks) free(block);
}

TEST(Malloc, BlocksDoNotOverlap) {
  const auto sizes = test::sizes(4 << 20);
  std::vector<void*> blocks;
  for (unsigned i = 0; i < sizes.size(); ++i) {
    blocks.push_back(malloc(sizes[i]));
    ASSERT_NE(blocks[i], nullptr) << sizes[i];
    test::fill(blocks[i], sizes[i], i);
  }
  for (unsigned i = 0; i < sizes.size(); ++i)
    EXPECT_TRUE(test::is_filled(blocks[i], sizes[i], i)) << sizes[i];
  for (void* block : blocks) free(block);
}

TEST(Malloc, BlocksOfSize0HaveDifferentAddresses) {
  std::set<void*> blocks;
  for (int i = 0; i < 1000; ++i) blocks.insert(malloc(0));
  EXPECT_EQ(blocks.count(nullptr), 0u);
  EXPECT_EQ(blocks.size(), 1000u);
  for (void* block : blocks) free(block);
}

TEST(Malloc, ReusesFreedBlocks) {
  for (const std::size_t size : {1, 16, 100, 1000, 5000, 40000, 100000, 1 << 20, 4 << 20}) {
    std::set<void*> blocks;
    for (int i = 0; i < 20000; ++i) {
      void* const block = malloc(size);
      blocks.insert(block);
      free(block);
    }
    EXPECT_LT(blocks.size(), 10000u) << size;
  }
}

TEST(Malloc, FailsWithENOMEMIfTheSizeExceedsPTRDIFF_MAX) {
  for (const std::size_t size : {kTooLarge, kTooLarge + 1, SIZE_MAX - 4096, SIZE_MAX - 1, SIZE_MAX}) {
    errno = 0;
    EXPECT_EQ(malloc(size), nullptr) << size;
    EXPECT_EQ(errno, ENOMEM) << size;
  }
}

TEST(Malloc, FailsWithENOMEMIfTheAddressSpaceIsTooSmall) {
  for (const std::size_t size : {std::size_t{PTRDIFF_MAX}, std::size_t{PTRDIFF_MAX} - (64 << 20)}) {
    errno = 0;
    EXPECT_EQ(malloc(size), nullptr) << size;
    EXPECT_EQ(errno, ENOMEM) << size;
  }
}

TEST(Malloc, KeepsErrnoIfItSucceeds) {
  for (const std::size_t size : test::sizes(64 << 20)) {
    errno = EBADF;
    void* const block = malloc(size);
    EXPECT_EQ(errno, EBADF) << size;
    free(block);
  }
}

}  // namespace
