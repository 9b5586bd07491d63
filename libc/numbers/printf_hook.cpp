// SPDX-License-Identifier: MIT
// The hook of musl's printf. Tests replace this object, to reach the exact conversion.
#include "libc/numbers/format_double.hpp"

namespace nacre {

int sys::format_double(char* text, double number, int precision, int conversion, int alternative) {
  return numbers::format_double(text, number, precision, conversion, alternative != 0);
}

}  // namespace nacre
