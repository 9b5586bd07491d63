// SPDX-License-Identifier: MIT
// Tests large copies and fills, which use other instructions than short ones.
#include <gtest/gtest.h>
#include <string.h>

#include <memory>

#include "tests/libc/string/backends.hpp"

using namespace nacre::test;

namespace {

using Byte = unsigned char;

// Byte i of the pattern. Its period is no power of two.
Byte pattern(size_t i) { return static_cast<Byte>(i % 251); }

class StringBulk : public testing::TestWithParam<StringBackend> {
 protected:
  static constexpr size_t kMost = (size_t{8} << 20) + 77, kMargin = 128;

  const UseStringBackend use{GetParam()};
  const std::unique_ptr<Byte[]> from_{new Byte[kMost + 2 * kMargin]}, to_{new Byte[kMost + 2 * kMargin]};

  // Calls check(n, offset of the source, offset of the destination).
  template <class Check>
  static void for_each_length(Check check) {
    for (const size_t n : {size_t{4000}, size_t{4095}, size_t{4096}, size_t{4097}, size_t{9000},
                           size_t{70000}, (size_t{8} << 20) - 1, size_t{8} << 20, kMost})
      for (const size_t from : {size_t{0}, size_t{1}, size_t{63}})
        for (const size_t to : {size_t{0}, size_t{31}}) check(n, from, to);
  }
};

TEST_P(StringBulk, CopiesAllBytesAndNoOthers) {
  for (size_t i = 0; i < kMost + 2 * kMargin; ++i) from_[i] = pattern(i);
  for_each_length([&](size_t n, size_t from, size_t to) {
    for (const bool move : {false, true}) {
      for (size_t i = 0; i < n + 2 * kMargin; ++i) to_[i] = 'x';
      Byte* const start = to_.get() + kMargin + to;
      EXPECT_EQ(move ? memmove(start, &from_[from], n) : memcpy(start, &from_[from], n), start);
      size_t wrong = start[-1] != 'x' || start[n] != 'x';
      for (size_t i = 0; i < n; ++i) wrong += start[i] != pattern(from + i);
      EXPECT_EQ(wrong, 0U) << n << " bytes from " << from << " to " << to;
    }
  });
}

TEST_P(StringBulk, FillsAllBytesAndNoOthers) {
  for_each_length([&](size_t n, size_t, size_t to) {
    for (size_t i = 0; i < n + 2 * kMargin; ++i) to_[i] = 'x';
    Byte* const start = to_.get() + kMargin + to;
    EXPECT_EQ(memset(start, 0x100 + 'y', n), start);
    size_t wrong = start[-1] != 'x' || start[n] != 'x';
    for (size_t i = 0; i < n; ++i) wrong += start[i] != 'y';
    EXPECT_EQ(wrong, 0U) << n << " bytes to " << to;
  });
}

TEST_P(StringBulk, MovesBetweenOverlappingObjects) {
  for (const size_t n : {size_t{4096}, size_t{9000}, size_t{8} << 20})
    for (const int distance : {1, 63, 100, -1, -63, -100}) {
      Byte* const start = to_.get() + kMargin;
      for (size_t i = 0; i < n; ++i) start[i] = pattern(i);
      memmove(start + distance, start, n);
      size_t wrong = 0;
      for (size_t i = 0; i < n; ++i) wrong += start[static_cast<ptrdiff_t>(i) + distance] != pattern(i);
      EXPECT_EQ(wrong, 0U) << n << " bytes by " << distance;
    }
}

INSTANTIATE_TEST_SUITE_P(, StringBulk, testing::ValuesIn(string_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
