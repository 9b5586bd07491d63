// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/move.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, void*, memmove, (void* to, const void* from, size_t n),
                      (to, from, n)) {
  return move<CopyVector, true>(static_cast<Byte*>(to), bytes(from), n);
}
