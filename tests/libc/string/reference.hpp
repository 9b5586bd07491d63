// SPDX-License-Identifier: MIT
// The string functions as plain loops over bytes, which the tests compare with the libc's functions.
#pragma once
#include <cstddef>

namespace nacre::test::reference {

using Byte = unsigned char;

inline size_t strlen(const Byte* s) {
  size_t n = 0;
  while (s[n] != 0) ++n;
  return n;
}
inline size_t strnlen(const Byte* s, size_t limit) {
  size_t n = 0;
  while (n < limit && s[n] != 0) ++n;
  return n;
}
inline const Byte* strchrnul(const Byte* s, Byte c) {
  while (*s != 0 && *s != c) ++s;
  return s;
}
inline const Byte* strchr(const Byte* s, Byte c) {
  s = strchrnul(s, c);
  return *s == c ? s : nullptr;
}
inline const Byte* memchr(const Byte* s, Byte c, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (s[i] == c) return s + i;
  return nullptr;
}
inline const Byte* memrchr(const Byte* s, Byte c, size_t n) {
  while (n-- != 0)
    if (s[n] == c) return s + n;
  return nullptr;
}
inline const Byte* strrchr(const Byte* s, Byte c) { return memrchr(s, c, strlen(s) + 1); }

inline int lower(Byte c) { return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c; }
inline int memcmp(const Byte* a, const Byte* b, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (a[i] != b[i]) return a[i] - b[i];
  return 0;
}
inline int strncmp(const Byte* a, const Byte* b, size_t n) {
  for (size_t i = 0; i < n; ++i)
    if (a[i] != b[i] || a[i] == 0) return a[i] - b[i];
  return 0;
}
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
