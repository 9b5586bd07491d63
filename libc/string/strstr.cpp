// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/substring.hpp"
#include "sysdeps/contract/string_function.hpp"

// Searches blocks of the haystack, each twice as long as the one before. So an early occurrence is found
// before the end of a long haystack is searched for.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strstr, (const char* haystack, const char* needle),
                      (haystack, needle)) {
  const size_t m = strlen(needle);
  if (m == 0) return const_cast<char*>(haystack);
  if (m == 1) return strchr(const_cast<char*>(haystack), *needle);
  constexpr size_t kFirstBlock = 512;
  for (size_t wanted = m + kFirstBlock;; wanted *= 2) {
    // Not strnlen, because a program in ISO C may have its own function with this name.
    const void* const end = memchr(haystack, 0, wanted);
    const size_t n = end == nullptr ? wanted : static_cast<const char*>(end) - haystack;
    const Byte* const found = find_substring(bytes(haystack), n, bytes(needle), m);
    if (found != nullptr) return chars(found);
    if (end != nullptr) return nullptr;
    haystack += n - (m - 1);  // an occurrence may begin in this block and end in the next
  }
}
