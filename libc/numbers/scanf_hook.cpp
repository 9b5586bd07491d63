// SPDX-License-Identifier: MIT
// The hook of musl's scanf, which collects the digits itself. Tests replace this object, to reach the
// exact conversion.
#include "libc/numbers/decimal_to_binary.hpp"
#include "sysdeps/contract/numbers.hpp"

namespace nacre {

int sys::scan_decimal(uint64_t digits, long long power, int has_more_digits, int bits, double* result) {
  const numbers::Decimal decimal = {digits, power, has_more_digits != 0};
  const auto format = bits == 24 ? numbers::Format::kFloat : numbers::Format::kDouble;
  return numbers::decimal_to_normal(decimal, format, result);
}

}  // namespace nacre
