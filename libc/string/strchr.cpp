// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/scan.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, char*, strchr, (const char* s, int c), (s, c)) {
  const Byte* const none = nullptr;
  const auto finish = [=](const Byte* p, size_t i) __attribute__((__always_inline__)) {
    return __builtin_expect_with_probability(p[i] == static_cast<Byte>(c), 1, 0.9) ? p + i : none;
  };
  return chars(search<ByteVector>(bytes(s), IsOrZero(c), NoLimit(), finish, none));
}
