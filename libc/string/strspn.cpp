// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/span.hpp"
#include "sysdeps/contract/string_function.hpp"

// The null byte is not in the set, so the search ends there.
NACRE_STRING_FUNCTION(NACRE_PUBLIC, size_t, strspn, (const char* string, const char* set),
                      (string, set)) {
  const Byte* const s = bytes(string);
  if (*set == 0) return 0;
  const SmallSet<> small(bytes(set));
  if (small.has_whole_set()) [[likely]] {
    const auto key = [=](ByteVector v) __attribute__((__always_inline__)) {
      return small.others(v.in_register());
    };
    return find_index(s, key);
  }
  const LargeSet large(bytes(set));
  size_t index = 0;
  while (large.contains(s[index])) ++index;
  return index;
}
