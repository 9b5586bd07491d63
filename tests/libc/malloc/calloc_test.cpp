// SPDX-License-Identifier: MIT
// Tests calloc.
#include <gtest/gtest.h>

#include <cerrno>

#include "tests/libc/malloc/blocks.hpp"

namespace {

// Leaves freed blocks of about this size whose bytes are not 0.
void leave_dirty_blocks(std::size_t size) {
  void* blocks[8];
  for (void*& block : blocks) {
    block = malloc(size);
    ASSERT_NE(block, nullptr) << size;
    memset(block, 0xff, size);
  }
  for (void* block : blocks) free(block);
}

TEST(Calloc, ClearsReusedMemoryOfEachSize) {
  for (const std::size_t size : test::sizes(16 << 20)) {
    leave_dirty_blocks(size);
    void* blocks[8];
    for (void*& block : blocks) {
      block = calloc(1, size);
      ASSERT_NE(block, nullptr) << size;
      ASSERT_TRUE(test::is_zero(block, size)) << size;
      ASSERT_TRUE(test::is_aligned(block, 16)) << size;
      memset(block, 0xff, size);
    }
    for (void* block : blocks) free(block);
  }
}

TEST(Calloc, MultipliesTheCountByTheSize) {
  leave_dirty_blocks(300 * 7);
  void* const block = calloc(300, 7);
  EXPECT_TRUE(test::is_zero(block, 300 * 7));
  free(block);
}

TEST(Calloc, ReturnsABlockIfTheCountOrTheSizeIs0) {
  void* const one = calloc(0, 5);
  void* const other = calloc(5, 0);
  EXPECT_NE(one, nullptr);
  EXPECT_NE(other, nullptr);
  EXPECT_NE(one, other);
  free(one);
  free(other);
}

TEST(Calloc, FailsWithENOMEMIfTheProductOverflows) {
  constexpr std::size_t kHalf = std::size_t{1} << (sizeof(std::size_t) * 4);
  const std::size_t products[][2] = {
      {kHalf, kHalf}, {kHalf, kHalf + 1}, {SIZE_MAX, 2}, {2, SIZE_MAX / 2 + 1}, {SIZE_MAX, SIZE_MAX}};
  for (const auto& [count, size] : products) {
    errno = 0;
    EXPECT_EQ(calloc(count, size), nullptr) << count << " * " << size;
    EXPECT_EQ(errno, ENOMEM) << count << " * " << size;
  }
}

TEST(Calloc, FailsWithENOMEMIfTheProductExceedsPTRDIFF_MAX) {
  for (const std::size_t count : {std::size_t{PTRDIFF_MAX} / 2 + 1, SIZE_MAX / 2}) {
    errno = 0;
    EXPECT_EQ(calloc(count, 2), nullptr) << count;
    EXPECT_EQ(errno, ENOMEM) << count;
  }
}

}  // namespace
