// SPDX-License-Identifier: MIT
// Tests malloc_usable_size.
#include <gtest/gtest.h>
#include <malloc.h>

#include "tests/libc/malloc/blocks.hpp"

namespace {

TEST(MallocUsableSize, OfNullIs0) { EXPECT_EQ(malloc_usable_size(nullptr), 0u); }

TEST(MallocUsableSize, IsAtLeastTheRequestedSize) {
  for (const std::size_t size : test::sizes(64 << 20)) {
    void* const block = malloc(size);
    EXPECT_GE(malloc_usable_size(block), size);
    free(block);
  }
}

// Fills all usable bytes of neighbors with different patterns.
TEST(MallocUsableSize, AllBytesAreWritable) {
  for (const std::size_t size : test::sizes(4 << 20)) {
    void* blocks[3];
    for (unsigned i = 0; i < 3; ++i) {
      blocks[i] = malloc(size);
      ASSERT_NE(blocks[i], nullptr);
    }
    for (unsigned i = 0; i < 3; ++i) test::fill(blocks[i], malloc_usable_size(blocks[i]), i);
    for (unsigned i = 0; i < 3; ++i)
      ASSERT_TRUE(test::is_filled(blocks[i], malloc_usable_size(blocks[i]), i)) << size;
    for (void* block : blocks) free(block);
  }
}

TEST(MallocUsableSize, ReallocKeepsTheUsableBytes) {
  for (const std::size_t size : test::sizes(1 << 20)) {
    void* block = malloc(size);
    const std::size_t usable = malloc_usable_size(block);
    test::fill(block, usable, 2);
    block = realloc(block, usable + 1);
    ASSERT_TRUE(test::is_filled(block, usable, 2)) << size;
    free(block);
  }
}

}  // namespace
