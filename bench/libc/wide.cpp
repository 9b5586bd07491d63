// SPDX-License-Identifier: MIT
// Measures functions of wide strings. The lengths are in bytes, as those of the group string.
#include <wchar.h>

#include "bench/libc/rows.hpp"
#include "bench/libc/strings.hpp"

namespace bench {

void register_wide() {
  // Searches to the end of the string.
  add_strings<wchar_t>("wide/wcslen", 0, [](wchar_t* a, wchar_t*, size_t) { return wcslen(a); });
  add_strings<wchar_t>("wide/wcsnlen", 0, [](wchar_t* a, wchar_t*, size_t n) { return wcsnlen(a, n); });
  add_strings<wchar_t>("wide/wcschr", L'z',
                       [](wchar_t* a, wchar_t*, size_t) { return wcschr(a, L'z'); });
  add_strings<wchar_t>("wide/wcsrchr", L'z',
                       [](wchar_t* a, wchar_t*, size_t) { return wcsrchr(a, L'z'); });
  add_strings<wchar_t>("wide/wmemchr", L'z',
                       [](wchar_t* a, wchar_t*, size_t n) { return wmemchr(a, L'z', n + 1); });
  // Comparisons of equal strings.
  add_strings<wchar_t>("wide/wcscmp", 0, [](wchar_t* a, wchar_t* b, size_t) { return wcscmp(a, b); });
  add_strings<wchar_t>("wide/wcsncmp", 0,
                       [](wchar_t* a, wchar_t* b, size_t n) { return wcsncmp(a, b, n); });
  add_strings<wchar_t>("wide/wmemcmp", 0,
                       [](wchar_t* a, wchar_t* b, size_t n) { return wmemcmp(a, b, n); });
  // Copies.
  add_strings<wchar_t>("wide/wcscpy", 0, [](wchar_t* a, wchar_t* b, size_t) { return wcscpy(a, b); });
  add_strings<wchar_t>("wide/wmemcpy", 0,
                       [](wchar_t* a, wchar_t* b, size_t n) { return wmemcpy(a, b, n); });
  add_strings<wchar_t>("wide/wmemset", 0,
                       [](wchar_t* a, wchar_t*, size_t n) { return wmemset(a, L'a', n); });
}

}  // namespace bench
