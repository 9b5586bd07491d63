// SPDX-License-Identifier: MIT
// Calls the string functions with strings that begin after, or end before, a page that cannot be
// accessed. The tests try every length up to a page, at distances of 0 to 64 bytes from that page.
#include <gtest/gtest.h>
#include <string.h>
#include <strings.h>

#include "tests/libc/string/backends.hpp"
#include "tests/libc/string/guarded_pages.hpp"

using namespace nacre::test;

namespace {

using Byte = unsigned char;

constexpr size_t kDistances = 65;

struct GuardCase {
  StringBackend backend;
  size_t longest;  // the greatest length of a string
};

class StringGuard : public testing::TestWithParam<GuardCase> {
 protected:
  const UseStringBackend use{GetParam().backend};
  const GuardedPages from, to;

  void SetUp() override {
    memset(from.begin(), 'a', GuardedPages::kSize);
    memset(to.begin(), 'a', GuardedPages::kSize);
  }
  static char* chars(Byte* p) { return reinterpret_cast<char*>(p); }

  // Calls check(string, length) for each length and place. `size` is the number of bytes that follow the
  // `length` bytes of a string: 1 for its null byte, or 0.
  template <class Check>
  void for_each_place(size_t size, Check check) {
    for (size_t length = 0; length <= GetParam().longest; ++length)
      for (size_t distance = 0; distance < kDistances; ++distance) {
        check(from.end() - distance - length - size, length);
        check(from.begin() + distance, length);
        if (HasFailure()) {
          ADD_FAILURE() << "length " << length << ", distance " << distance;
          return;
        }
      }
  }
  // Calls check(string, length) as above. The string ends with a null byte.
  template <class Check>
  void for_each_string(Check check) {
    for_each_place(1, [&](Byte* s, size_t length) {
      s[length] = 0;
      check(chars(s), length);
      s[length] = 'a';
    });
  }
};

#define REQUIRE_EQUAL(actual, expected) \
  if ((actual) != (expected)) ADD_FAILURE() << #actual << " is not " << #expected

TEST_P(StringGuard, SearchesFindTheEnd) {
  for_each_string([](char* s, size_t length) {
    REQUIRE_EQUAL(strlen(s), length);
    REQUIRE_EQUAL(strnlen(s, length + 1), length);
    REQUIRE_EQUAL(strnlen(s, SIZE_MAX), length);
    REQUIRE_EQUAL(strchr(s, 'b'), nullptr);
    REQUIRE_EQUAL(strchr(s, 0), s + length);
    REQUIRE_EQUAL(strchrnul(s, 'b'), s + length);
    REQUIRE_EQUAL(strrchr(s, 'b'), nullptr);
    REQUIRE_EQUAL(strrchr(s, 0), s + length);
    REQUIRE_EQUAL(strspn(s, "abc"), length);
    REQUIRE_EQUAL(strspn(s, "abcdef"), length);
    REQUIRE_EQUAL(strcspn(s, "xyz"), length);
    REQUIRE_EQUAL(strpbrk(s, "uvwxyz"), nullptr);
    REQUIRE_EQUAL(static_cast<char*>(memchr(s, 0, SIZE_MAX)), s + length);
  });
}

TEST_P(StringGuard, SearchesFindAByte) {
  for_each_string([](char* s, size_t length) {
    if (length == 0) return;
    char* const last = s + length - 1;
    *last = 'b';
    REQUIRE_EQUAL(strchr(s, 'b'), last);
    REQUIRE_EQUAL(strchrnul(s, 'b'), last);
    REQUIRE_EQUAL(strrchr(s, 'b'), last);
    *last = 'a';
    *s = 'b';
    REQUIRE_EQUAL(strrchr(s, 'b'), s);
    *s = 'a';
  });
}

// In a haystack of many a, each place is nearly an occurrence of "aaab".
TEST_P(StringGuard, SearchesFindASubstring) {
  for_each_string([](char* s, size_t length) {
    REQUIRE_EQUAL(strstr(s, "ab"), nullptr);
    if (length < 4) return;
    char* const last = s + length - 1;
    REQUIRE_EQUAL(strstr(s, "aaab"), nullptr);
    *last = 'b';
    REQUIRE_EQUAL(strstr(s, "ab"), last - 1);
    REQUIRE_EQUAL(strstr(s, "aaab"), last - 3);
    REQUIRE_EQUAL(strstr(s, "bb"), nullptr);
    *last = 'a';
  });
}

TEST_P(StringGuard, SearchesOfCountedBytes) {
  for_each_place(0, [](Byte* s, size_t n) {
    REQUIRE_EQUAL(memchr(s, 'b', n), nullptr);
    REQUIRE_EQUAL(memrchr(s, 'b', n), nullptr);
    REQUIRE_EQUAL(strnlen(chars(s), n), n);
    if (n == 0) return;
    s[n - 1] = 'b';
    REQUIRE_EQUAL(memchr(s, 'b', n), s + n - 1);
    REQUIRE_EQUAL(memrchr(s, 'b', n), s + n - 1);
    s[n - 1] = 'a';
    s[0] = 'b';
    REQUIRE_EQUAL(memrchr(s, 'b', n), s);
    s[0] = 'a';
    // A byte next to the area is not found.
    REQUIRE_EQUAL(memchr(s, 'a', n), s);
    REQUIRE_EQUAL(memrchr(s, 'a', n), s + n - 1);
  });
}

TEST_P(StringGuard, BytesNextToTheAreaAreNotFound) {
  memset(from.begin(), 'b', GuardedPages::kSize);
  for_each_place(0, [](Byte* s, size_t n) {
    memset(s, 'a', n);
    REQUIRE_EQUAL(memchr(s, 'b', n), nullptr);
    REQUIRE_EQUAL(memrchr(s, 'b', n), nullptr);
    memset(s, 'b', n);
  });
}

// The second string has another distance from its guard.
TEST_P(StringGuard, Comparisons) {
  size_t turn = 0;
  for_each_string([&](char* s, size_t length) {
    const size_t distance = turn++ % kDistances;
    char* const t =
        turn % 3 == 0 ? chars(to.begin()) + distance : chars(to.end()) - distance - length - 1;
    t[length] = 0;
    REQUIRE_EQUAL(strcmp(s, t), 0);
    REQUIRE_EQUAL(strncmp(s, t, length + 1), 0);
    REQUIRE_EQUAL(strncmp(s, t, SIZE_MAX), 0);
    REQUIRE_EQUAL(strcasecmp(s, t), 0);
    REQUIRE_EQUAL(strncasecmp(s, t, length), 0);
    REQUIRE_EQUAL(memcmp(s, t, length + 1), 0);
    if (length != 0) {
      t[length - 1] = 'A';
      REQUIRE_EQUAL(strcmp(s, t) > 0, true);
      REQUIRE_EQUAL(strncmp(s, t, length) > 0, true);
      REQUIRE_EQUAL(strncmp(s, t, length - 1), 0);
      REQUIRE_EQUAL(strcasecmp(s, t), 0);
      REQUIRE_EQUAL(memcmp(s, t, length) > 0, true);
      REQUIRE_EQUAL(memcmp(t, s, length) < 0, true);
      REQUIRE_EQUAL(memcmp(s, t, length - 1), 0);
      t[length - 1] = 'a';
    }
    t[length] = 'a';
  });
}

// The bytes after a difference need not exist, also for strings without a null byte.
TEST_P(StringGuard, ComparisonsOfCountedBytes) {
  size_t turn = 0;
  for_each_place(0, [&](Byte* s, size_t n) {
    const size_t distance = turn++ % kDistances;
    Byte* const t = turn % 3 == 0 ? to.begin() + distance : to.end() - distance - n;
    REQUIRE_EQUAL(memcmp(s, t, n), 0);
    REQUIRE_EQUAL(strncmp(chars(s), chars(t), n), 0);
    REQUIRE_EQUAL(strncasecmp(chars(s), chars(t), n), 0);
    if (n == 0) return;
    t[n - 1] = 'c';
    REQUIRE_EQUAL(strcmp(chars(s), chars(t)) < 0, true);
    REQUIRE_EQUAL(strncmp(chars(s), chars(t), SIZE_MAX) < 0, true);
    t[n - 1] = 'a';
  });
}

// Returns whether the bytes around [begin, end) are unchanged.
bool is_unchanged_around(const GuardedPages& pages, const Byte* begin, const Byte* end) {
  for (const Byte* p = begin; p > pages.begin() && p > begin - 70; --p)
    if (p[-1] != 'a') return false;
  for (const Byte* p = end; p < pages.end() && p < end + 70; ++p)
    if (*p != 'a') return false;
  return true;
}
bool is_filled(const Byte* s, size_t n, Byte value) {
  for (size_t i = 0; i < n; ++i)
    if (s[i] != value) return false;
  return true;
}

TEST_P(StringGuard, Copies) {
  memset(from.begin(), 'x', GuardedPages::kSize);
  size_t turn = 0;
  const auto check = [&](auto copy, size_t size, Byte* s, size_t length) {
    const size_t distance = turn++ % kDistances;
    Byte* const t = turn % 3 == 0 ? to.begin() + distance : to.end() - distance - length - size;
    copy(t, s);
    REQUIRE_EQUAL(is_filled(t, length, 'x'), true);
    if (size != 0) REQUIRE_EQUAL(t[length], 0);
    REQUIRE_EQUAL(is_unchanged_around(to, t, t + length + size), true);
    memset(t, 'a', length + size);
  };
  for_each_place(0, [&](Byte* s, size_t n) {
    check([&](Byte* t, Byte* f) { REQUIRE_EQUAL(memcpy(t, f, n), t); }, 0, s, n);
    check([&](Byte* t, Byte* f) { REQUIRE_EQUAL(memmove(t, f, n), t); }, 0, s, n);
    check([&](Byte* t, Byte*) { REQUIRE_EQUAL(memset(t, 0x100 + 'x', n), t); }, 0, s, n);
  });
  for_each_place(1, [&](Byte* s, size_t length) {
    s[length] = 0;
    check([&](Byte* t, Byte* f) { REQUIRE_EQUAL(strcpy(chars(t), chars(f)), chars(t)); }, 1, s, length);
    check([&](Byte* t, Byte* f) { REQUIRE_EQUAL(stpcpy(chars(t), chars(f)), chars(t) + length); }, 1, s,
          length);
    s[length] = 'x';
  });
}

// The limit is greater than the length, so the bytes after the null byte must not be read.
TEST_P(StringGuard, PaddedCopies) {
  memset(from.begin(), 'x', GuardedPages::kSize);
  for_each_place(1, [&](Byte* s, size_t length) {
    s[length] = 0;
    for (const size_t n : {length, length + 1, length + 40}) {
      Byte* const t = to.end() - n;
      REQUIRE_EQUAL(stpncpy(chars(t), chars(s), n), chars(t) + length);
      REQUIRE_EQUAL(is_filled(t, length, 'x'), true);
      REQUIRE_EQUAL(is_filled(t + length, n - length, 0), true);
      REQUIRE_EQUAL(is_unchanged_around(to, t, t + n), true);
      memset(t, 'a', n);
    }
    s[length] = 'x';
  });
}

std::vector<GuardCase> up_to(size_t longest) {
  std::vector<GuardCase> cases;
  for (const StringBackend backend : string_backends()) cases.push_back({backend, longest});
  return cases;
}
std::string name_of(const testing::TestParamInfo<GuardCase>& info) {
  return text_of(info.param.backend);
}
INSTANTIATE_TEST_SUITE_P(, StringGuard, testing::ValuesIn(up_to(4096)), name_of);
// QEMU guests run only these tests, because the others take minutes there.
INSTANTIATE_TEST_SUITE_P(Short, StringGuard, testing::ValuesIn(up_to(300)), name_of);

}  // namespace
