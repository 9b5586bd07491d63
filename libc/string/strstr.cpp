// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/substring.hpp"
#include "sysdeps/contract/string_function.hpp"

namespace nacre::string {
namespace {

// Searches blocks of the haystack, each twice as long as the one before. So an early occurrence is found
// before the end of a long haystack is searched for. The needle has at least two bytes.
[[gnu::noinline]] char* find_in_blocks(const char* haystack, const char* needle) {
  const size_t m = strlen(needle);
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

// Returns whether the string at `s` begins with `prefix`, whose first two bytes are known to match. Adds
// the number of bytes that are compared to `compared`.
[[gnu::always_inline]] inline bool begins_with(const Byte* s, const Byte* prefix, size_t& compared) {
  size_t i = 2;
  while (prefix[i] != 0 && s[i] == prefix[i]) ++i;
  compared += i;
  return prefix[i] == 0;
}

}  // namespace
}  // namespace nacre::string

// Searches for the first two bytes of the needle, and compares the others. If many such places are not
// an occurrence, the rest is searched in blocks, so that the time is proportional to the lengths.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strstr, (const char* haystack, const char* needle),
                      (haystack, needle)) {
  const Byte* const wanted = bytes(needle);
  if (wanted[0] == 0) return const_cast<char*>(haystack);
  if (wanted[1] == 0) return strchr(const_cast<char*>(haystack), wanted[0]);
  size_t compared = 0;
  for (const Byte* s = bytes(haystack);; ++s) {
    if (*s == 0) return nullptr;
    const Byte* const second = find_pair_or_zero(s, wanted[0], wanted[1]);
    if (*second == 0) return nullptr;
    s = second - 1;
    if (begins_with(s, wanted, compared)) return chars(s);
    if (compared > 64 + static_cast<size_t>(s - bytes(haystack)) / 8)
      return find_in_blocks(chars(second), needle);
  }
}
