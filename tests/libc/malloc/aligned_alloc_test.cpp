// SPDX-License-Identifier: MIT
// Tests aligned_alloc, and posix_memalign and memalign, which call it.
#include <gtest/gtest.h>
#include <malloc.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>

#include "tests/libc/malloc/blocks.hpp"

namespace {

std::vector<std::size_t> alignments() {
  std::vector<std::size_t> list;
  for (std::size_t alignment = 1; alignment <= 1 << 20; alignment *= 2) list.push_back(alignment);
  list.insert(list.end(), {4 << 20, 64 << 20});
  return list;
}
const std::size_t kSizes[] = {0,   1,    8,    15,   16,    17,    24,     48,     100,
                              512, 1000, 4096, 5000, 40000, 70000, 300000, 3 << 20};

TEST(AlignedAlloc, AlignsBlocksOfEachSize) {
  for (const std::size_t alignment : alignments())
    for (const std::size_t size : kSizes) {
      void* blocks[3];
      for (unsigned i = 0; i < 3; ++i) {
        blocks[i] = aligned_alloc(alignment, size);
        ASSERT_NE(blocks[i], nullptr) << alignment << ' ' << size;
        EXPECT_TRUE(test::is_aligned(blocks[i], std::max<std::size_t>(alignment, 16)))
            << alignment << ' ' << size;
        test::fill(blocks[i], size, i);
      }
      for (unsigned i = 0; i < 3; ++i) {
        EXPECT_TRUE(test::is_filled(blocks[i], size, i)) << alignment << ' ' << size;
        free(blocks[i]);
      }
    }
}

TEST(AlignedAlloc, UsableSizeOfTheBlockIsWritable) {
  for (const std::size_t alignment : alignments())
    for (const std::size_t size : kSizes) {
      void* const block = aligned_alloc(alignment, size);
      void* const next = aligned_alloc(alignment, size);
      const std::size_t usable = malloc_usable_size(block);
      EXPECT_GE(usable, size);
      test::fill(next, size, 1);
      memset(block, 0xee, usable);
      EXPECT_TRUE(test::is_filled(next, size, 1)) << alignment << ' ' << size;
      free(next);
      free(block);
    }
}

TEST(AlignedAlloc, BlocksCanBeResized) {
  for (const std::size_t alignment : alignments())
    for (const std::size_t size : kSizes) {
      void* block = aligned_alloc(alignment, size);
      test::fill(block, size, 9);
      block = realloc(block, size * 2 + 1);
      ASSERT_NE(block, nullptr);
      EXPECT_TRUE(test::is_filled(block, size, 9)) << alignment << ' ' << size;
      block = realloc(block, size / 2);
      ASSERT_NE(block, nullptr);
      EXPECT_TRUE(test::is_filled(block, size / 2, 9)) << alignment << ' ' << size;
      free(block);
    }
}

TEST(AlignedAlloc, FailsWithEINVALIfTheAlignmentIsNoPowerOf2) {
  for (const std::size_t alignment :
       {std::size_t{0}, std::size_t{3}, std::size_t{24}, std::size_t{4097}, SIZE_MAX}) {
    errno = 0;
    EXPECT_EQ(aligned_alloc(alignment, 100), nullptr) << alignment;
    EXPECT_EQ(errno, EINVAL) << alignment;
  }
}

TEST(AlignedAlloc, FailsWithENOMEMIfThereIsNotEnoughMemory) {
  for (const std::size_t alignment : {std::size_t{1}, std::size_t{16}, std::size_t{64},
                                      std::size_t{4096}, std::size_t{64} << 20, SIZE_MAX / 2 + 1})
    for (const std::size_t size : {std::size_t{PTRDIFF_MAX}, std::size_t{PTRDIFF_MAX} + 1, SIZE_MAX}) {
      errno = 0;
      EXPECT_EQ(aligned_alloc(alignment, size), nullptr) << alignment << ' ' << size;
      EXPECT_EQ(errno, ENOMEM) << alignment << ' ' << size;
    }
}

TEST(AlignedAlloc, FailsWithENOMEMIfTheAlignmentIsHalfOfTheAddressSpace) {
  errno = 0;
  EXPECT_EQ(aligned_alloc(SIZE_MAX / 2 + 1, 1), nullptr);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(PosixMemalign, AlignsBlocks) {
  for (const std::size_t alignment : alignments()) {
    if (alignment < sizeof(void*)) continue;
    void* block = nullptr;
    ASSERT_EQ(posix_memalign(&block, alignment, 100), 0) << alignment;
    EXPECT_TRUE(test::is_aligned(block, alignment)) << alignment;
    free(block);
  }
}

TEST(PosixMemalign, ReturnsTheErrorAndKeepsThePointer) {
  int other;
  for (const std::size_t alignment : {std::size_t{0}, sizeof(void*) / 2, 3 * sizeof(void*)}) {
    void* block = &other;
    EXPECT_EQ(posix_memalign(&block, alignment, 100), EINVAL) << alignment;
    EXPECT_EQ(block, &other);
  }
  void* block = &other;
  EXPECT_EQ(posix_memalign(&block, 64, SIZE_MAX), ENOMEM);
  EXPECT_EQ(block, &other);
}

TEST(Memalign, AlignsBlocks) {
  for (const std::size_t alignment : alignments()) {
    void* const block = memalign(alignment, 100);
    ASSERT_NE(block, nullptr) << alignment;
    EXPECT_TRUE(test::is_aligned(block, alignment)) << alignment;
    free(block);
  }
}

}  // namespace
