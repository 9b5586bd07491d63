// SPDX-License-Identifier: MIT
// Tests searches and comparisons of memory that another thread changes. The result may come from the old
// or from the new bytes, but a function must not return another place, or read outside of the area.
#include <gtest/gtest.h>
#include <string.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/libc/string/backends.hpp"
#include "tests/libc/string/guarded_pages.hpp"

using namespace nacre::test;

namespace {

class StringChange : public testing::TestWithParam<StringBackend> {
 protected:
  static constexpr size_t kLength = GuardedPages::kSize, kPlace = 6000;

  StringChange() { memset(area, 'a', kLength); }

  // Calls check() for a while, while another thread writes 'a' and 'b' to the byte at kPlace.
  template <class Check>
  void while_it_changes(Check check) {
    std::atomic<bool> ends = false;
    std::thread writer([&] {
      volatile unsigned char* const byte = area + kPlace;
      while (!ends) {
        *byte = 'b';
        *byte = 'a';
      }
    });
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    do {
      for (int i = 0; i < 1000; ++i) check();
    } while (std::chrono::steady_clock::now() < end && !HasFailure());
    ends = true;
    writer.join();
  }

  const UseStringBackend use{GetParam()};
  const GuardedPages pages;
  unsigned char* const area = pages.begin();
};

TEST_P(StringChange, SearchFindsTheByteOrNothing) {
  while_it_changes([&] {
    const void* const found = memchr(area, 'b', kLength);
    EXPECT_TRUE(found == nullptr || found == area + kPlace) << found;
  });
}
TEST_P(StringChange, SearchBackFindsTheByteOrNothing) {
  while_it_changes([&] {
    const void* const found = memrchr(area, 'b', kLength);
    EXPECT_TRUE(found == nullptr || found == area + kPlace) << found;
  });
}
// The area ends with the byte that changes and a few others, so that a comparison of each length sees
// it.
TEST_P(StringChange, ComparisonSeesTheOldOrTheNewByte) {
  const GuardedPages other;
  memset(other.begin(), 'a', kLength);
  for (const size_t n : {8, 33, 64, 100, 128, 1000})
    while_it_changes([&] {
      const unsigned char* const start = area + kPlace - n + 1;
      const int result = memcmp(start, other.end() - n, n);
      EXPECT_TRUE(result == 0 || result == 'b' - 'a') << n << " bytes: " << result;
    });
}

// The string has 200 bytes, or one if the byte that changes is null. It begins with the last byte of an
// aligned vector, so an aligned vector contains all bytes of the string's first vector but one.
TEST_P(StringChange, CopyLeavesTheBytesBeforeIt) {
  unsigned char* const start = area + 4096 + 63;
  memset(start, 'a', 200);
  start[200] = 0;
  std::atomic<bool> ends = false;
  std::thread writer([&] {
    volatile unsigned char* const byte = start + 1;
    while (!ends) {
      *byte = 0;
      *byte = 'a';
    }
  });
  unsigned char before[64], copy[64 + 256];
  memset(before, 'x', sizeof before);
  memset(copy, 'x', sizeof copy);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  do {
    for (int i = 0; i < 1000; ++i)
      strcpy(reinterpret_cast<char*>(copy + 64), reinterpret_cast<const char*>(start));
    EXPECT_EQ(memcmp(copy, before, 64), 0);
  } while (std::chrono::steady_clock::now() < end && !HasFailure());
  ends = true;
  writer.join();
}

INSTANTIATE_TEST_SUITE_P(, StringChange, testing::ValuesIn(string_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
