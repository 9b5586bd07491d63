// SPDX-License-Identifier: MIT
#include <wchar.h>

#include "libc/string/copy.hpp"
#include "libc/string/wide.hpp"
#include "sysdeps/contract/string_function.hpp"

NACRE_STRING_FUNCTION(NACRE_PUBLIC, wchar_t*, wcscpy,
                      (wchar_t* __restrict to, const wchar_t* __restrict from), (to, from)) {
  copy_string<WideVector, wchar_t>(reinterpret_cast<Byte*>(to), bytes(from));
  return to;
}
