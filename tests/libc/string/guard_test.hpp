// SPDX-License-Identifier: MIT
// Calls functions with strings that begin after, or end before, a page that cannot be accessed. The
// tests try every length up to a page, at distances of 0 to 64 bytes from that page.
#pragma once
#include <gtest/gtest.h>

#include "tests/libc/string/backends.hpp"
#include "tests/libc/string/guarded_pages.hpp"

namespace nacre::test {

struct GuardCase {
  StringBackend backend;
  size_t longest;  // the greatest length of a string, in bytes
};
inline std::vector<GuardCase> guard_cases(size_t longest) {
  std::vector<GuardCase> cases;
  for (const StringBackend backend : string_backends()) cases.push_back({backend, longest});
  return cases;
}
inline std::string name_of_guard_case(const testing::TestParamInfo<GuardCase>& info) {
  return text_of(info.param.backend);
}

// Returns `distance` characters after the first page of a pair, or before the last.
template <class Char>
Char* after_guard(const GuardedPages& pages, size_t distance) {
  return reinterpret_cast<Char*>(pages.begin()) + distance;
}
template <class Char>
Char* before_guard(const GuardedPages& pages, size_t distance) {
  return reinterpret_cast<Char*>(pages.end()) - distance;
}

// Char is the type of the characters. All of them are 'a' at first.
template <class Char>
class GuardTest : public testing::TestWithParam<GuardCase> {
 protected:
  static constexpr size_t kDistances = 64 / sizeof(Char) + 1;

  const UseStringBackend use{GetParam().backend};
  const GuardedPages from, to;

  void SetUp() override {
    for (const GuardedPages* pages : {&from, &to})
      for (Char* p = after_guard<Char>(*pages, 0); p < before_guard<Char>(*pages, 0); ++p) *p = 'a';
  }
  // Calls check(string, length) for each length and place. `size` is the number of characters that
  // follow the `length` characters of a string: 1 for its null character, or 0.
  template <class Check>
  void for_each_place(size_t size, Check check) {
    for (size_t length = 0; length <= GetParam().longest / sizeof(Char); ++length)
      for (size_t distance = 0; distance < kDistances; ++distance) {
        check(before_guard<Char>(from, distance + length + size), length);
        check(after_guard<Char>(from, distance), length);
        if (HasFailure()) {
          ADD_FAILURE() << "length " << length << ", distance " << distance;
          return;
        }
      }
  }
};

#define REQUIRE_EQUAL(actual, expected) \
  if ((actual) != (expected)) ADD_FAILURE() << #actual << " is not " << #expected

// Returns whether the characters around [begin, end) are unchanged.
template <class Char>
bool is_unchanged_around(const GuardedPages& pages, const Char* begin, const Char* end) {
  for (const Char* p = begin; p > after_guard<Char>(pages, 0) && p > begin - 70; --p)
    if (p[-1] != 'a') return false;
  for (const Char* p = end; p < before_guard<Char>(pages, 0) && p < end + 70; ++p)
    if (*p != 'a') return false;
  return true;
}
template <class Char>
bool is_filled(const Char* s, size_t n, Char value) {
  for (size_t i = 0; i < n; ++i)
    if (s[i] != value) return false;
  return true;
}

}  // namespace nacre::test
