// SPDX-License-Identifier: MIT
// Defines the hooks of libc/numbers/scanf_hook.cpp and printf_hook.cpp, in place of these objects.
#include "tests/libc/numbers/exact.hpp"

#include <stdint.h>

#include "libc/numbers/decimal_to_binary.hpp"
#include "libc/numbers/format_double.hpp"

namespace nacre::test {
namespace {

thread_local bool exact_only = false;

bool counted(bool is_fast) {
  ++(is_fast ? hook_calls.fast : hook_calls.exact);
  return is_fast;
}

}  // namespace

thread_local HookCalls hook_calls = {};

ExactOnly::ExactOnly() { exact_only = true; }
ExactOnly::~ExactOnly() { exact_only = false; }

extern "C" int __nacre_scan_decimal(uint64_t digits, long long power, int has_more_digits, int bits,
                                    double* result) {
  using namespace nacre::numbers;
  if (exact_only) return 0;
  return counted(decimal_to_normal({digits, power, has_more_digits != 0},
                                   bits == 24 ? Format::kFloat : Format::kDouble, result));
}

extern "C" int __nacre_format_double(char* text, double number, int precision, int conversion,
                                     int alternative) {
  if (exact_only) return 0;
  const int length = numbers::format_double(text, number, precision, conversion, alternative != 0);
  counted(length != 0);
  return length;
}

}  // namespace nacre::test
