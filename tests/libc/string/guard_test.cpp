// SPDX-License-Identifier: MIT
// Calls the string functions with strings next to a page that cannot be accessed.
#include <string.h>
#include <strings.h>

#include "tests/libc/string/guard_test.hpp"

using namespace nacre::test;

namespace {

using Byte = unsigned char;

class StringGuard : public GuardTest<Byte> {
 protected:
  static char* chars(Byte* p) { return reinterpret_cast<char*>(p); }

  // Calls check(string, length) for each length and place. The string ends with a null byte.
  template <class Check>
  void for_each_string(Check check) {
    for_each_place(1, [&](Byte* s, size_t length) {
      s[length] = 0;
      check(chars(s), length);
      s[length] = 'a';
    });
  }
};

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

TEST_P(StringGuard, Copies) {
  memset(from.begin(), 'x', GuardedPages::kSize);
  size_t turn = 0;
  const auto check = [&](auto copy, size_t size, Byte* s, size_t length) {
    const size_t distance = turn++ % kDistances;
    Byte* const t = turn % 3 == 0 ? to.begin() + distance : to.end() - distance - length - size;
    copy(t, s);
    REQUIRE_EQUAL(is_filled(t, length, Byte{'x'}), true);
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
      REQUIRE_EQUAL(is_filled(t, length, Byte{'x'}), true);
      REQUIRE_EQUAL(is_filled(t + length, n - length, Byte{0}), true);
      REQUIRE_EQUAL(is_unchanged_around(to, t, t + n), true);
      memset(t, 'a', n);
    }
    s[length] = 'x';
  });
}

// There is no null byte before the limit, so the bytes after it must not be read.
TEST_P(StringGuard, PaddedCopiesWithoutNullByte) {
  memset(from.begin(), 'x', GuardedPages::kSize);
  for_each_place(0, [&](Byte* s, size_t length) {
    Byte* const t = to.end() - length;
    REQUIRE_EQUAL(stpncpy(chars(t), chars(s), length), chars(t) + length);
    REQUIRE_EQUAL(is_filled(t, length, Byte{'x'}), true);
    REQUIRE_EQUAL(is_unchanged_around(to, t, t + length), true);
    memset(t, 'a', length);
  });
}

INSTANTIATE_TEST_SUITE_P(, StringGuard, testing::ValuesIn(guard_cases(4096)), name_of_guard_case);
// QEMU guests run only these tests, because the others take minutes there.
INSTANTIATE_TEST_SUITE_P(Short, StringGuard, testing::ValuesIn(guard_cases(300)), name_of_guard_case);

}  // namespace
