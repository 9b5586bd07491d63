// SPDX-License-Identifier: MIT
// Measures string and memory functions. This source is compiled with -fno-builtin, so that each call
// reaches the libc.
#include <string.h>
#include <strings.h>

#include "bench/libc/rows.hpp"
#include "bench/libc/strings.hpp"

namespace bench {

void register_string() {
  // Searches to the end of the string.
  add_strings<char>("strlen", 0, [](char* a, char*, size_t) { return strlen(a); });
  add_strings<char>("strnlen", 0, [](char* a, char*, size_t n) { return strnlen(a, n); });
  add_strings<char>("strchr", 'z', [](char* a, char*, size_t) { return strchr(a, 'z'); });
  add_strings<char>("strchrnul", 'z', [](char* a, char*, size_t) { return strchrnul(a, 'z'); });
  add_strings<char>("strrchr", 'z', [](char* a, char*, size_t) { return strrchr(a, 'z'); });
  add_strings<char>("strrchr_absent", 0, [](char* a, char*, size_t) { return strrchr(a, 'z'); });
  add_strings<char>("memchr", 'z', [](char* a, char*, size_t n) { return memchr(a, 'z', n + 1); });
  add_strings<char>("memrchr_absent", 0, [](char* a, char*, size_t n) { return memrchr(a, 'z', n); });
  // Comparisons of equal strings.
  add_strings<char>("memcmp", 0, [](char* a, char* b, size_t n) { return memcmp(a, b, n); });
  add_strings<char>("strcmp", 0, [](char* a, char* b, size_t) { return strcmp(a, b); });
  add_strings<char>("strncmp", 0, [](char* a, char* b, size_t n) { return strncmp(a, b, n); });
  add_strings<char>("strcasecmp", 0, [](char* a, char* b, size_t) { return strcasecmp(a, b); });
  add_strings<char>("strncasecmp", 0, [](char* a, char* b, size_t n) { return strncasecmp(a, b, n); });
  // Copies.
  add_strings<char>("memcpy", 0, [](char* a, char* b, size_t n) { return memcpy(a, b, n); });
  add_strings<char>("memmove", 0, [](char* a, char* b, size_t n) { return memmove(a, b, n); });
  const auto distance = [](size_t n) { return n < 16 ? size_t{1} : size_t{8}; };
  add_strings<char>("memmove_forward", 0, [=](char* a, char*, size_t n) {
    return memmove(a, a + distance(n), n - distance(n));
  });
  add_strings<char>("memmove_backward", 0, [=](char* a, char*, size_t n) {
    return memmove(a + distance(n), a, n - distance(n));
  });
  add_strings<char>("memset", 0, [](char* a, char*, size_t n) { return memset(a, 'a', n); });
  add_strings<char>("strcpy", 0, [](char* a, char* b, size_t) { return strcpy(a, b); });
  add_strings<char>("stpcpy", 0, [](char* a, char* b, size_t) { return stpcpy(a, b); });
  add_strings<char>("strncpy", 0, [](char* a, char* b, size_t n) { return strncpy(a, b, n); });
  add_strings<char>("strcat", 0, [](char* a, char* b, size_t) {
    *a = 0;
    return strcat(a, b);
  });
  // Sets of characters, and strings in strings.
  add_strings<char>("strspn", 'z', [](char* a, char*, size_t) { return strspn(a, "abc"); });
  add_strings<char>("strcspn", 'z', [](char* a, char*, size_t) { return strcspn(a, "xyz"); });
  add_strings<char>("strpbrk", 'z', [](char* a, char*, size_t) { return strpbrk(a, "xyz"); });
  add_strings<char>("strstr", 'z', [](char* a, char*, size_t) { return strstr(a, "az"); });
  add_strings<char>("memmem", 'z', [](char* a, char*, size_t n) { return memmem(a, n + 1, "aaz", 3); });
}

}  // namespace bench
