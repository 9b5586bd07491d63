// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/fill.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, wchar_t*, wmemset, (wchar_t * to, wchar_t c, size_t n), (to, c, n)) {
  fill<ByteVector>(reinterpret_cast<Byte*>(to), static_cast<uint32_t>(c), n * sizeof(wchar_t));
  return to;
}
