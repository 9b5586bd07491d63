// SPDX-License-Identifier: MIT
// Two digits at a time, from a table with the 100 pairs of digits.
#include "libc/numbers/decimal_digits.hpp"

#include <stddef.h>

#include "sysdeps/contract/numbers.hpp"

namespace nacre {
namespace numbers {
namespace {

struct Pairs {
  char text[200];
};
constexpr Pairs make_pairs() {
  Pairs pairs = {};
  for (size_t i = 0; i < 100; ++i) {
    pairs.text[2 * i] = static_cast<char>('0' + i / 10);
    pairs.text[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}
constexpr Pairs kPairs = make_pairs();

void write_pair(char* to, uint32_t number) { __builtin_memcpy(to, &kPairs.text[size_t{2} * number], 2); }

void write_four_digits(char* to, uint32_t number) {
  write_pair(to, number / 100);
  write_pair(to + 2, number % 100);
}

constexpr uint64_t kEightDigits = 100'000'000;

}  // namespace

char* write_digits(uint64_t number, char* end) {
  while (number >= kEightDigits) {
    const uint32_t last = static_cast<uint32_t>(number % kEightDigits);
    number /= kEightDigits;
    end -= 8;
    write_four_digits(end, last / 10'000);
    write_four_digits(end + 4, last % 10'000);
  }
  uint32_t rest = static_cast<uint32_t>(number);
  for (; rest >= 100; rest /= 100) write_pair(end -= 2, rest % 100);
  if (rest >= 10)
    write_pair(end -= 2, rest);
  else if (rest != 0)
    *--end = static_cast<char>('0' + rest);
  return end;
}

}  // namespace numbers

char* sys::format_decimal(uint64_t number, char* end) { return numbers::write_digits(number, end); }

}  // namespace nacre
