// SPDX-License-Identifier: MIT
// Measures string and memory functions. This source is compiled with -fno-builtin, so that each call
// reaches the libc.
#include <string.h>
#include <strings.h>

#include "bench/libc/rows.hpp"
#include "bench/libc/strings.hpp"

namespace bench {
namespace {

template <class Call>
void add(const char* name, char last, Call call) {
  add_strings(name, last, call);
}

}  // namespace

void register_string() {
  // Searches to the end of the string.
  add("strlen", 0, [](char* a, char*, size_t) { return strlen(a); });
  add("strnlen", 0, [](char* a, char*, size_t n) { return strnlen(a, n); });
  add("strchr", 'z', [](char* a, char*, size_t) { return strchr(a, 'z'); });
  add("strchrnul", 'z', [](char* a, char*, size_t) { return strchrnul(a, 'z'); });
  add("strrchr", 'z', [](char* a, char*, size_t) { return strrchr(a, 'z'); });
  add("strrchr_absent", 0, [](char* a, char*, size_t) { return strrchr(a, 'z'); });
  add("memchr", 'z', [](char* a, char*, size_t n) { return memchr(a, 'z', n + 1); });
  add("memrchr_absent", 0, [](char* a, char*, size_t n) { return memrchr(a, 'z', n); });
  // Comparisons of equal strings.
  add("memcmp", 0, [](char* a, char* b, size_t n) { return memcmp(a, b, n); });
  add("strcmp", 0, [](char* a, char* b, size_t) { return strcmp(a, b); });
  add("strncmp", 0, [](char* a, char* b, size_t n) { return strncmp(a, b, n); });
  add("strcasecmp", 0, [](char* a, char* b, size_t) { return strcasecmp(a, b); });
  add("strncasecmp", 0, [](char* a, char* b, size_t n) { return strncasecmp(a, b, n); });
  // Copies.
  add("memcpy", 0, [](char* a, char* b, size_t n) { return memcpy(a, b, n); });
  add("memmove", 0, [](char* a, char* b, size_t n) { return memmove(a, b, n); });
  const auto distance = [](size_t n) { return n < 16 ? size_t{1} : size_t{8}; };
  add("memmove_forward", 0,
      [=](char* a, char*, size_t n) { return memmove(a, a + distance(n), n - distance(n)); });
  add("memmove_backward", 0,
      [=](char* a, char*, size_t n) { return memmove(a + distance(n), a, n - distance(n)); });
  add("memset", 0, [](char* a, char*, size_t n) { return memset(a, 'a', n); });
  add("strcpy", 0, [](char* a, char* b, size_t) { return strcpy(a, b); });
  add("stpcpy", 0, [](char* a, char* b, size_t) { return stpcpy(a, b); });
  add("strncpy", 0, [](char* a, char* b, size_t n) { return strncpy(a, b, n); });
  add("strcat", 0, [](char* a, char* b, size_t) {
    *a = 0;
    return strcat(a, b);
  });
  // Sets of characters, and strings in strings.
  add("strspn", 'z', [](char* a, char*, size_t) { return strspn(a, "abc"); });
  add("strcspn", 'z', [](char* a, char*, size_t) { return strcspn(a, "xyz"); });
  add("strpbrk", 'z', [](char* a, char*, size_t) { return strpbrk(a, "xyz"); });
  add("strstr", 'z', [](char* a, char*, size_t) { return strstr(a, "az"); });
  add("memmem", 'z', [](char* a, char*, size_t n) { return memmem(a, n + 1, "aaz", 3); });
}

}  // namespace bench
