// SPDX-License-Identifier: MIT
// strtod. musl's own function is the exact conversion (libc/musl/patches/0334-exact-strtod.patch).
#include <stdlib.h>

#include "libc/numbers/strtod.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/numbers.hpp"

NACRE_PUBLIC double strtod(const char* __restrict text, char** __restrict end) {
  using namespace nacre;
  double result;
  if (!numbers::scan(text, end, numbers::Format::kDouble, &result)) return sys::exact_strtod(text, end);
  return result;
}
