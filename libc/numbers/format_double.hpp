// SPDX-License-Identifier: MIT
// The digits, point and exponent of printf's conversions of numbers of the type double.
#pragma once
#include "sysdeps/contract/numbers.hpp"

namespace nacre::numbers {

constexpr int kMaxFormatted = sys::kMaxFormatted;

// Does what sys::format_double (sysdeps/contract/numbers.hpp) describes.
int format_double(char* text, double number, int precision, int conversion, bool alternative);

}  // namespace nacre::numbers
