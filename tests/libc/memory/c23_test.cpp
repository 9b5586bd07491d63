// SPDX-License-Identifier: MIT
// Tests the memory functions of C23: memset_explicit, free_sized, free_aligned_sized and memalignment.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string.h>

#include <cstdint>
#include <set>

namespace {

// Only the low byte of 0x1ff is used.
TEST(MemsetExplicit, FillsAndReturnsItsBuffer) {
  char bytes[] = "secret";
  EXPECT_EQ(memset_explicit(bytes, 0x1ff, 3), bytes);
  EXPECT_EQ(memcmp(bytes, "\xff\xff\xffret", 7), 0);
}

// Writes a secret to the stack, and erases it again with memset_explicit if `erase` is true. The
// compiler may remove a memset of an array that is not read afterwards, but not a memset_explicit.
[[gnu::noinline]] const volatile char* leave_a_secret(bool erase) {
  char bytes[256];
  memset(bytes, 0x5a, sizeof bytes);
  __asm__ volatile("" : : "r"(bytes) : "memory");
  if (erase) memset_explicit(bytes, 0, sizeof bytes);
  // The test reads the stack of this function after it has returned. The asm hides from the compiler
  // that the returned pointer is invalid then.
  const volatile char* place = bytes;
  __asm__ volatile("" : "+r"(place));
  return place;
}
// Returns how many of the 128 bytes in the second half of the secret are still there. Later calls may
// overwrite some of them.
int count_of_secret(const volatile char* place) {
  int count = 0;
  for (int i = 128; i < 256; ++i) count += place[i] == 0x5a ? 1 : 0;
  return count;
}
TEST(MemsetExplicit, IsNotRemovedByTheCompiler) {
  EXPECT_GT(count_of_secret(leave_a_secret(false)), 100)
      << "the test cannot read the secret that was not erased";
  EXPECT_EQ(count_of_secret(leave_a_secret(true)), 0);
}

TEST(FreeSized, FreesBlocksOfTheAllocator) {
  free_sized(malloc(100), 100);
  free_sized(calloc(10, 10), 100);
  free_sized(nullptr, 0);
  free_aligned_sized(aligned_alloc(64, 128), 64, 128);
  free_aligned_sized(nullptr, 64, 0);
  // If blocks are freed, malloc returns the same addresses again.
  std::set<void*> blocks;
  for (int i = 0; i < 1000; ++i) {
    void* const block = malloc(5000);
    blocks.insert(block);
    free_sized(block, 5000);
  }
  EXPECT_LT(blocks.size(), 500u);
}

TEST(MemAlignment, IsTheLargestPowerOfTwoThatDividesTheAddress) {
  EXPECT_EQ(memalignment(nullptr), 0u);
  EXPECT_EQ(memalignment(reinterpret_cast<void*>(1)), 1u);
  EXPECT_EQ(memalignment(reinterpret_cast<void*>(48)), 16u);
  constexpr unsigned kHigh = sizeof(std::uintptr_t) == 8 ? 40 : 30;
  EXPECT_EQ(memalignment(reinterpret_cast<void*>(std::uintptr_t{1} << kHigh)), std::size_t{1} << kHigh);
}

}  // namespace
