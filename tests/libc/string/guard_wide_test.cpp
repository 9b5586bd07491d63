// SPDX-License-Identifier: MIT
// Calls the functions of wide strings with strings next to a page that cannot be accessed.
#include <wchar.h>

#include "tests/libc/string/guard_test.hpp"

using namespace nacre::test;

namespace {

// Like 'a', this character has three zero bytes, but it is another byte that is not zero.
constexpr wchar_t kOther = L'a' << 16;

class StringGuardWide : public GuardTest<wchar_t> {
 protected:
  // Returns a place for n characters in the other pages, at another distance from the guard.
  wchar_t* other_place(size_t n) {
    const size_t distance = turn_++ % kDistances;
    return turn_ % 3 == 0 ? after_guard<wchar_t>(to, distance) : before_guard<wchar_t>(to, distance + n);
  }

 private:
  size_t turn_ = 0;
};

TEST_P(StringGuardWide, SearchesFindTheEnd) {
  for_each_place(1, [](wchar_t* s, size_t length) {
    s[length] = 0;
    REQUIRE_EQUAL(wcslen(s), length);
    REQUIRE_EQUAL(wcsnlen(s, length + 1), length);
    REQUIRE_EQUAL(wcsnlen(s, SIZE_MAX), length);
    REQUIRE_EQUAL(wcsnlen(s, SIZE_MAX / 4 + 1), length);
    REQUIRE_EQUAL(wcschr(s, kOther), nullptr);
    REQUIRE_EQUAL(wcschr(s, 0), s + length);
    REQUIRE_EQUAL(wcsrchr(s, kOther), nullptr);
    REQUIRE_EQUAL(wcsrchr(s, 0), s + length);
    REQUIRE_EQUAL(wmemchr(s, 0, SIZE_MAX), s + length);
    if (length != 0) {
      s[length - 1] = kOther;
      REQUIRE_EQUAL(wcschr(s, kOther), s + length - 1);
      REQUIRE_EQUAL(wcsrchr(s, kOther), s + length - 1);
      s[length - 1] = L'a';
      s[0] = kOther;
      REQUIRE_EQUAL(wcsrchr(s, kOther), s);
      s[0] = L'a';
    }
    s[length] = L'a';
  });
}

TEST_P(StringGuardWide, SearchesOfCountedCharacters) {
  for_each_place(0, [](wchar_t* s, size_t n) {
    REQUIRE_EQUAL(wmemchr(s, kOther, n), nullptr);
    REQUIRE_EQUAL(wcsnlen(s, n), n);
    if (n == 0) return;
    s[n - 1] = kOther;
    REQUIRE_EQUAL(wmemchr(s, kOther, n), s + n - 1);
    REQUIRE_EQUAL(wmemchr(s, kOther, n - 1), nullptr);
    REQUIRE_EQUAL(wmemchr(s, kOther, SIZE_MAX), s + n - 1);
    s[n - 1] = L'a';
  });
}

TEST_P(StringGuardWide, Comparisons) {
  for_each_place(1, [&](wchar_t* s, size_t length) {
    wchar_t* const t = other_place(length + 1);
    s[length] = t[length] = 0;
    REQUIRE_EQUAL(wcscmp(s, t), 0);
    REQUIRE_EQUAL(wcsncmp(s, t, length + 1), 0);
    REQUIRE_EQUAL(wcsncmp(s, t, SIZE_MAX), 0);
    REQUIRE_EQUAL(wmemcmp(s, t, length + 1), 0);
    if (length != 0) {
      // The first byte in memory is less, but the character is greater.
      t[length - 1] = 0x100;
      REQUIRE_EQUAL(wcscmp(s, t) < 0, true);
      REQUIRE_EQUAL(wcscmp(t, s) > 0, true);
      REQUIRE_EQUAL(wcsncmp(s, t, length) < 0, true);
      REQUIRE_EQUAL(wcsncmp(s, t, length - 1), 0);
      REQUIRE_EQUAL(wmemcmp(s, t, length) < 0, true);
      REQUIRE_EQUAL(wmemcmp(s, t, length - 1), 0);
      t[length - 1] = L'a';
    }
    s[length] = t[length] = L'a';
  });
}

// The characters after a difference need not exist, also for strings without a null character.
TEST_P(StringGuardWide, ComparisonsOfCountedCharacters) {
  for_each_place(0, [&](wchar_t* s, size_t n) {
    wchar_t* const t = other_place(n);
    REQUIRE_EQUAL(wmemcmp(s, t, n), 0);
    REQUIRE_EQUAL(wcsncmp(s, t, n), 0);
    if (n == 0) return;
    t[n - 1] = kOther;
    REQUIRE_EQUAL(wcscmp(s, t) < 0, true);
    REQUIRE_EQUAL(wcsncmp(s, t, SIZE_MAX) < 0, true);
    REQUIRE_EQUAL(wmemcmp(s, t, SIZE_MAX) < 0, true);
    t[n - 1] = L'a';
  });
}

TEST_P(StringGuardWide, Copies) {
  for (wchar_t* p = after_guard<wchar_t>(from, 0); p < before_guard<wchar_t>(from, 0); ++p) *p = kOther;
  const auto check = [&](auto copy, size_t size, size_t length) {
    wchar_t* const t = other_place(length + size);
    REQUIRE_EQUAL(copy(t), t);
    REQUIRE_EQUAL(is_filled(t, length, kOther), true);
    if (size != 0) REQUIRE_EQUAL(t[length], 0);
    REQUIRE_EQUAL(is_unchanged_around(to, t, t + length + size), true);
    wmemset(t, L'a', length + size);
  };
  for_each_place(0, [&](wchar_t* s, size_t n) {
    check([&](wchar_t* t) { return wmemcpy(t, s, n); }, 0, n);
    check([&](wchar_t* t) { return wmemmove(t, s, n); }, 0, n);
    check([&](wchar_t* t) { return wmemset(t, kOther, n); }, 0, n);
  });
  for_each_place(1, [&](wchar_t* s, size_t length) {
    s[length] = 0;
    check([&](wchar_t* t) { return wcscpy(t, s); }, 1, length);
    s[length] = kOther;
  });
}

INSTANTIATE_TEST_SUITE_P(, StringGuardWide, testing::ValuesIn(guard_cases(4096)), name_of_guard_case);
// QEMU guests run only these tests, because the others take minutes there.
INSTANTIATE_TEST_SUITE_P(Short, StringGuardWide, testing::ValuesIn(guard_cases(300)),
                         name_of_guard_case);

}  // namespace
