// SPDX-License-Identifier: MIT
// The string functions as plain loops, which the tests compare with the libc's functions.
#pragma once
#include <cstddef>

namespace nacre::test::reference {

using Byte = unsigned char;

// These take strings of bytes or of wide characters.
template <class Char>
size_t strlen(const Char* s) {
  size_t n = 0;
  while (s[n] != 0) ++n;
  return n;
}
template <class Char>
size_t strnlen(const Char* s, size_t limit) {
  size_t n = 0;
  while (n < limit && s[n] != 0) ++n;
  return n;
}
template <class Char>
const Char* strchrnul(const Char* s, Char c) {
  while (*s != 0 && *s != c) ++s;
  return s;
}
template <class Char>
const Char* strchr(const Char* s, Char c) {
  s = strchrnul(s, c);
  return *s == c ? s : nullptr;
}
template <class Char>
const Char* memchr(const Char* s, Char c, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (s[i] == c) return s + i;
  return nullptr;
}
template <class Char>
const Char* memrchr(const Char* s, Char c, size_t n) {
  while (n-- != 0)
    if (s[n] == c) return s + n;
  return nullptr;
}
template <class Char>
const Char* strrchr(const Char* s, Char c) {
  return memrchr(s, c, strlen(s) + 1);
}
template <class Char>
int compare(Char a, Char b) {
  return (a > b) - (a < b);
}
template <class Char>
int memcmp(const Char* a, const Char* b, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (a[i] != b[i]) return compare(a[i], b[i]);
  return 0;
}
template <class Char>
int strncmp(const Char* a, const Char* b, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (a[i] != b[i] || a[i] == 0) return compare(a[i], b[i]);
  return 0;
}

inline int lower(Byte c) { return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c; }
inline int strncasecmp(const Byte* a, const Byte* b, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (lower(a[i]) != lower(b[i]) || a[i] == 0) return lower(a[i]) - lower(b[i]);
  return 0;
}

inline const Byte* memmem(const Byte* s, size_t n, const Byte* needle, size_t m) {
  for (size_t i = 0; i + m <= n; ++i)
    if (memcmp(s + i, needle, m) == 0) return s + i;
  return nullptr;
}
inline bool is_in(Byte c, const Byte* set) { return c != 0 && strchr(set, c) != nullptr; }
inline size_t strspn(const Byte* s, const Byte* set) {
  size_t n = 0;
  while (is_in(s[n], set)) ++n;
  return n;
}
inline size_t strcspn(const Byte* s, const Byte* set) {
  size_t n = 0;
  while (s[n] != 0 && !is_in(s[n], set)) ++n;
  return n;
}

}  // namespace nacre::test::reference
