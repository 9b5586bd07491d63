// SPDX-License-Identifier: MIT
#include "tests/libc/string/differential.hpp"

#include <string.h>
#include <strings.h>

#include <stdexcept>

#include "tests/libc/string/reference.hpp"

namespace nacre::test {

namespace {

using Byte = unsigned char;

char* chars(Byte* p) { return reinterpret_cast<char*>(p); }
bool same_sign(int a, int b) { return (a > 0) == (b > 0) && (a < 0) == (b < 0); }
bool same_place(const void* a, const void* b) { return a == b; }

}  // namespace

void Differential::expect(bool correct, const char* call, const void* a, const void* b, size_t n) {
  ++calls_;
  if (correct) return;
  const auto text = [](const char* name, const void* p) {
    return p == nullptr ? std::string()
                        : std::string(" ") + name + "=..." +
                              std::to_string(reinterpret_cast<uintptr_t>(p) % GuardedPages::kGuard);
  };
  throw std::runtime_error(std::string(call) + ": wrong result for n=" + std::to_string(n) +
                           text("a", a) + text("b", b));
}

// Most strings of real programs are short.
size_t Differential::random_length() {
  switch (random_.below(8)) {
    case 0: return random_.below(4096);
    case 1: return random_.below(600);
    case 2: return random_.below(150);
    default: return random_.below(70);
  }
}
// Returns a place for `size` bytes, often next to a guard page.
Byte* Differential::place(const GuardedPages& pages, size_t size) {
  const size_t room = GuardedPages::kSize - size;
  switch (random_.below(4)) {
    case 0: return pages.begin() + random_.below(room + 1);
    case 1: return pages.begin() + random_.below(room < 70 ? room + 1 : 70);
    default: return pages.end() - size - random_.below(room < 70 ? room + 1 : 70);
  }
}
// A small alphabet makes matches and equal prefixes likely. It has letters of both cases.
void Differential::fill(Byte* s, size_t length) {
  static const Byte alphabet[] = {'a', 'A', 'b', 'Z', '[', '@', 0xff, 0x80, 0x7f, 1, 'z', '{'};
  for (size_t i = 0; i < length; ++i) s[i] = alphabet[random_.below(letters_)];
}

void Differential::search(Byte* s, size_t length) {
  const Byte c = random_.below(9) == 0 ? 0 : random_.below(2) ? 'b' : s[random_.below(length + 1)];
  const int wide = c + 0x100 * static_cast<int>(random_.below(3));  // only the low byte counts
  const size_t n = random_.below(length + 2);
  expect(strlen(chars(s)) == length, "strlen", s, nullptr, length);
  expect(strnlen(chars(s), n) == reference::strnlen(s, n), "strnlen", s, nullptr, n);
  expect(same_place(strchr(chars(s), wide), reference::strchr(s, c)), "strchr", s, nullptr, length);
  expect(same_place(strchrnul(chars(s), wide), reference::strchrnul(s, c)), "strchrnul", s, nullptr,
         length);
  expect(same_place(strrchr(chars(s), wide), reference::strrchr(s, c)), "strrchr", s, nullptr, length);
  expect(same_place(memchr(s, wide, n), reference::memchr(s, c, n)), "memchr", s, nullptr, n);
  expect(same_place(memrchr(s, wide, n), reference::memrchr(s, c, n)), "memrchr", s, nullptr, n);
}

// The set is at the end of its pages, too.
void Differential::spans(Byte* s, size_t length) {
  const size_t size = random_.below(9);
  Byte* const set = b_.end() - size - 1;
  fill(set, size);
  set[size] = 0;
  const size_t span = reference::strspn(s, set), other = reference::strcspn(s, set);
  expect(strspn(chars(s), chars(set)) == span, "strspn", s, set, length);
  expect(strcspn(chars(s), chars(set)) == other, "strcspn", s, set, length);
  expect(strpbrk(chars(s), chars(set)) == (s[other] == 0 ? nullptr : chars(s + other)), "strpbrk", s,
         set, length);
}

// The needle is part of the string, or a part that is changed at one byte, or independent.
void Differential::substrings(Byte* s, size_t length) {
  const size_t size = random_.below(random_.below(2) ? 8 : length + 1) % (length + 1);
  Byte* const needle = place(b_, size + 1);
  const size_t start = random_.below(length - size + 1);
  for (size_t i = 0; i < size; ++i) needle[i] = s[start + i];
  const size_t kind = random_.below(3);
  if (kind == 0) fill(needle, size);
  if (kind == 1 && size != 0) fill(needle + random_.below(size), 1);
  needle[size] = 0;
  const size_t n = random_.below(length + 1);
  expect(same_place(strstr(chars(s), chars(needle)), reference::memmem(s, length, needle, size)),
         "strstr", s, needle, size);
  expect(memmem(s, n, needle, size) == reference::memmem(s, n, needle, size), "memmem", s, needle, n);
}

void Differential::compare(Byte* a, Byte* b, size_t length) {
  const size_t n = random_.below(length + 2);
  expect(same_sign(memcmp(a, b, n), reference::memcmp(a, b, n)), "memcmp", a, b, n);
  expect(same_sign(strcmp(chars(a), chars(b)), reference::strncmp(a, b, SIZE_MAX)), "strcmp", a, b,
         length);
  expect(same_sign(strncmp(chars(a), chars(b), n), reference::strncmp(a, b, n)), "strncmp", a, b, n);
  expect(same_sign(strcasecmp(chars(a), chars(b)), reference::strncasecmp(a, b, SIZE_MAX)), "strcasecmp",
         a, b, length);
  expect(same_sign(strncasecmp(chars(a), chars(b), n), reference::strncasecmp(a, b, n)), "strncasecmp",
         a, b, n);
}

// Copies to b_. Compares the copy, and up to 128 bytes on each side of it, with the result of a loop.
void Differential::copy(Byte* from, size_t length) {
  Byte expected[GuardedPages::kSize];
  const size_t n = random_.below(length + 2);
  const auto check = [&](const char* call, size_t size, auto copy, auto loop) {
    Byte* const to = place(b_, size);
    const size_t window = 128;
    Byte* const begin = to - b_.begin() > static_cast<ptrdiff_t>(window) ? to - window : b_.begin();
    Byte* const end =
        b_.end() - (to + size) > static_cast<ptrdiff_t>(window) ? to + size + window : b_.end();
    for (Byte* p = begin; p < end; ++p) expected[p - begin] = *p;
    loop(expected + (to - begin));
    bool correct = copy(to);
    for (Byte* p = begin; p < end; ++p) correct = correct && *p == expected[p - begin];
    expect(correct, call, to, from, size);
  };
  const auto loop_of = [&](size_t count) {
    return [=](Byte* to) {
      for (size_t i = 0; i < count; ++i) to[i] = from[i];
    };
  };
  check(
      "memcpy", n, [&](Byte* to) { return memcpy(to, from, n) == to; }, loop_of(n));
  check(
      "memmove", n, [&](Byte* to) { return memmove(to, from, n) == to; }, loop_of(n));
  const int c = static_cast<int>(random_.below(600));
  check(
      "memset", n, [&](Byte* to) { return memset(to, c, n) == to; },
      [&](Byte* to) {
        for (size_t i = 0; i < n; ++i) to[i] = static_cast<Byte>(c);
      });
  check(
      "strcpy", length + 1, [&](Byte* to) { return strcpy(chars(to), chars(from)) == chars(to); },
      loop_of(length + 1));
  check(
      "stpcpy", length + 1,
      [&](Byte* to) { return stpcpy(chars(to), chars(from)) == chars(to) + length; },
      loop_of(length + 1));
  const auto padded = [&](Byte* to) {
    for (size_t i = 0; i < n; ++i) to[i] = i < length ? from[i] : 0;
  };
  check(
      "strncpy", n, [&](Byte* to) { return strncpy(chars(to), chars(from), n) == chars(to); }, padded);
  check(
      "stpncpy", n,
      [&](Byte* to) {
        return stpncpy(chars(to), chars(from), n) == chars(to) + (n < length ? n : length);
      },
      padded);
  // Overlapping objects, in both directions.
  Byte* const to = place(a_, n);
  Byte before[GuardedPages::kSize];
  for (size_t i = 0; i < n; ++i) before[i] = from[i];
  memmove(to, from, n);
  bool correct = true;
  for (size_t i = 0; i < n; ++i) correct = correct && to[i] == before[i];
  expect(correct, "memmove of overlapping objects", to, from, n);
}

int Differential::round() {
  calls_ = 0;
  letters_ = static_cast<Byte>(1 + random_.below(12));
  const size_t length = random_length();
  Byte* const a = place(a_, length + 1);
  fill(a, length);
  a[length] = 0;
  search(a, length);
  spans(a, length);
  substrings(a, length);
  // The second string is equal, or differs at one place, or is independent.
  Byte* const b = place(b_, length + 1);
  const size_t kind = random_.below(3);
  if (kind == 2)
    fill(b, length);
  else
    for (size_t i = 0; i < length; ++i) b[i] = a[i];
  b[length] = 0;
  if (kind == 1) fill(b + random_.below(length + 1), length == 0 ? 0 : 1);
  if (kind == 1) b[length] = 0;
  compare(a, b, length);
  copy(a, length);
  wide();
  return calls_;
}

}  // namespace nacre::test
