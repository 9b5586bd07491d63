// SPDX-License-Identifier: MIT
#include <string.h>
#include <wchar.h>

#include "support/export.hpp"

NACRE_PUBLIC wchar_t* wmemmove(wchar_t* to, const wchar_t* from, size_t n) {
  return static_cast<wchar_t*>(memmove(to, from, n * sizeof(wchar_t)));
}
