// SPDX-License-Identifier: MIT
// The calls of wide functions.
#include <wchar.h>

#include "tests/libc/string/differential.hpp"
#include "tests/libc/string/reference.hpp"

namespace nacre::test {

namespace {

bool same_sign(int a, int b) { return (a > 0) == (b > 0) && (a < 0) == (b < 0); }
// Returns n, or a number whose size in bytes is that of n if the multiplication overflows.
size_t limit_of(Random& random, size_t n) {
  return random.below(2) ? n : SIZE_MAX / sizeof(wchar_t) + 1 + n;
}

}  // namespace

wchar_t* Differential::wide_place(const GuardedPages& pages, size_t length) {
  Byte* const p = place(pages, length * sizeof(wchar_t));
  return reinterpret_cast<wchar_t*>(p - reinterpret_cast<uintptr_t>(p) % sizeof(wchar_t));
}

// Characters that are the same in some bytes, and characters with zero bytes. The order of the others
// depends on the sign of wchar_t.
void Differential::wide_fill(wchar_t* s, size_t length) {
  static const unsigned alphabet[] = {'a',        'a' << 8,   'a' << 16,  0x61616161,
                                      0x80000000, 0xffffffff, 0x7fffffff, 0xff00ff00,
                                      0x00ff00ff, 1,          0x01000000, 0x00010000};
  for (size_t i = 0; i < length; ++i) s[i] = static_cast<wchar_t>(alphabet[random_.below(letters_)]);
}

void Differential::wide_search(wchar_t* s, size_t length) {
  const wchar_t c = random_.below(9) == 0 ? 0
                    : random_.below(2)    ? L'a' << 8
                                          : s[random_.below(length + 1)];
  const size_t n = random_.below(length + 2), limit = limit_of(random_, n);
  expect(wcslen(s) == length, "wcslen", s, nullptr, length);
  expect(wcsnlen(s, limit) == reference::strnlen(s, limit), "wcsnlen", s, nullptr, limit);
  expect(wcschr(s, c) == reference::strchr(s, c), "wcschr", s, nullptr, length);
  expect(wcsrchr(s, c) == reference::strrchr(s, c), "wcsrchr", s, nullptr, length);
  expect(wmemchr(s, c, n) == reference::memchr(s, c, n), "wmemchr", s, nullptr, n);
  expect(wmemchr(s, 0, limit) == reference::memchr(s, L'\0', limit), "wmemchr", s, nullptr, limit);
}

void Differential::wide_compare(wchar_t* a, wchar_t* b, size_t length) {
  const size_t n = random_.below(length + 2), limit = limit_of(random_, n);
  expect(same_sign(wmemcmp(a, b, n), reference::memcmp(a, b, n)), "wmemcmp", a, b, n);
  expect(same_sign(wcscmp(a, b), reference::strncmp(a, b, SIZE_MAX)), "wcscmp", a, b, length);
  expect(same_sign(wcsncmp(a, b, limit), reference::strncmp(a, b, limit)), "wcsncmp", a, b, limit);
}

// Copies to b_. Compares all characters of b_ with the result of a loop.
void Differential::wide_copy(wchar_t* from, size_t length) {
  constexpr size_t kCount = GuardedPages::kSize / sizeof(wchar_t);
  wchar_t expected[kCount];
  wchar_t* const begin = reinterpret_cast<wchar_t*>(b_.begin());
  const auto check = [&](const char* call, size_t n, auto copy, auto character) {
    wchar_t* const to = wide_place(b_, n);
    for (size_t i = 0; i < kCount; ++i) expected[i] = begin[i];
    for (size_t i = 0; i < n; ++i) expected[to - begin + static_cast<ptrdiff_t>(i)] = character(i);
    bool correct = copy(to) == to;
    for (size_t i = 0; i < kCount; ++i) correct = correct && begin[i] == expected[i];
    expect(correct, call, to, from, n);
  };
  const size_t n = random_.below(length + 1);
  const wchar_t c = from[n];
  const auto same = [&](size_t i) { return from[i]; };
  check(
      "wcscpy", length + 1, [&](wchar_t* to) { return wcscpy(to, from); }, same);
  check(
      "wmemcpy", n, [&](wchar_t* to) { return wmemcpy(to, from, n); }, same);
  check(
      "wmemmove", n, [&](wchar_t* to) { return wmemmove(to, from, n); }, same);
  check(
      "wmemset", n, [&](wchar_t* to) { return wmemset(to, c, n); }, [&](size_t) { return c; });
  // Overlapping objects, in both directions.
  wchar_t* const to = wide_place(a_, n);
  for (size_t i = 0; i < n; ++i) expected[i] = from[i];
  wmemmove(to, from, n);
  bool correct = true;
  for (size_t i = 0; i < n; ++i) correct = correct && to[i] == expected[i];
  expect(correct, "wmemmove of overlapping objects", to, from, n);
}

void Differential::wide() {
  const size_t length = random_length() / sizeof(wchar_t);
  wchar_t* const a = wide_place(a_, length + 1);
  wide_fill(a, length);
  a[length] = 0;
  wide_search(a, length);
  // The second string is equal, or differs at one place, or is independent.
  wchar_t* const b = wide_place(b_, length + 1);
  const size_t kind = random_.below(3);
  for (size_t i = 0; i < length; ++i) b[i] = a[i];
  if (kind == 2) wide_fill(b, length);
  if (kind == 1 && length != 0) wide_fill(b + random_.below(length), 1);
  b[length] = 0;
  wide_compare(a, b, length);
  wide_copy(a, length);
}

}  // namespace nacre::test
