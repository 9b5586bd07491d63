// SPDX-License-Identifier: MIT
// Tests realloc.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>

#include "tests/libc/malloc/blocks.hpp"

namespace {

constexpr std::size_t kTooLarge = std::size_t{PTRDIFF_MAX} + 1;

// Changes the size of one block step by step, and checks the content after each step.
void resize_through(const std::vector<std::size_t>& sizes) {
  void* block = nullptr;
  std::size_t before = 0;
  unsigned seed = 0;
  for (const std::size_t size : sizes) {
    block = realloc(block, size);
    ASSERT_NE(block, nullptr) << size;
    ASSERT_TRUE(test::is_aligned(block, 16)) << size;
    ASSERT_TRUE(test::is_filled(block, std::min(before, size), seed)) << before << " to " << size;
    test::fill(block, size, ++seed);
    before = size;
  }
  free(block);
}

TEST(Realloc, KeepsTheContentOfAGrowingBlock) { resize_through(test::sizes(8 << 20)); }

TEST(Realloc, KeepsTheContentOfAShrinkingBlock) {
  auto sizes = test::sizes(8 << 20);
  std::reverse(sizes.begin(), sizes.end());
  resize_through(sizes);
}

TEST(Realloc, KeepsTheContentBetweenDistantSizes) {
  std::vector<std::size_t> sizes;
  for (std::size_t large = 1; large <= 8 << 20; large *= 3)
    for (std::size_t small = 1; small <= large; small *= 5) sizes.insert(sizes.end(), {small, large});
  resize_through(sizes);
}

TEST(Realloc, OfNullAllocates) {
  for (const std::size_t size : {0, 1, 100, 100000}) {
    void* const block = realloc(nullptr, size);
    ASSERT_NE(block, nullptr);
    EXPECT_TRUE(test::is_aligned(block, 16));
    test::fill(block, size, 1);
    free(block);
  }
}

TEST(Realloc, ToSize0ReturnsABlock) {
  for (const std::size_t size : {1, 100, 100000, 4 << 20}) {
    void* const block = realloc(malloc(size), 0);
    EXPECT_NE(block, nullptr) << size;
    free(block);
  }
}

TEST(Realloc, KeepsTheBlockIfItFails) {
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{100}, std::size_t{100000}, std::size_t{4} << 20})
    for (const std::size_t too_large : {kTooLarge - 1, kTooLarge, SIZE_MAX - 1, SIZE_MAX}) {
      void* const block = malloc(size);
      test::fill(block, size, 5);
      errno = 0;
      ASSERT_EQ(realloc(block, too_large), nullptr);
      EXPECT_EQ(errno, ENOMEM);
      EXPECT_TRUE(test::is_filled(block, size, 5));
      free(block);
    }
}

TEST(Realloc, KeepsErrnoIfItSucceeds) {
  void* block = nullptr;
  for (const std::size_t size : test::sizes(64 << 20)) {
    errno = EBADF;
    block = realloc(block, size);
    EXPECT_EQ(errno, EBADF) << size;
  }
  free(block);
}

TEST(Reallocarray, FailsWithENOMEMIfTheProductOverflows) {
  void* const block = malloc(10);
  test::fill(block, 10, 3);
  errno = 0;
  EXPECT_EQ(reallocarray(block, SIZE_MAX / 2, 3), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  EXPECT_TRUE(test::is_filled(block, 10, 3));
  free(block);
}

}  // namespace
