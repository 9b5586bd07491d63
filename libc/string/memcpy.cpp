// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/move.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, void*, memcpy,
                      (void* __restrict to, const void* __restrict from, size_t n), (to, from, n)) {
  return move<CopyVector, false>(static_cast<Byte*>(to), bytes(from), n);
}
