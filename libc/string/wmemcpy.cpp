// SPDX-License-Identifier: MIT
#include <string.h>
#include <wchar.h>

#include "support/export.hpp"

NACRE_PUBLIC wchar_t* wmemcpy(wchar_t* __restrict to, const wchar_t* __restrict from, size_t n) {
  return static_cast<wchar_t*>(memcpy(to, from, n * sizeof(wchar_t)));
}
