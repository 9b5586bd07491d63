// SPDX-License-Identifier: MIT
// The powers of five are products of two entries of small tables: 5^power = 5^(27 * n) * 5^rest, with
// 0 <= rest < 27. So the tables need 632 bytes instead of the 11 KB of a table with all powers. Ten has
// the same significant bits as five, because 10^power = 5^power * 2^power.
#include "libc/numbers/power_of_ten.hpp"

#include <stddef.h>

namespace nacre::numbers {
namespace {

constexpr int kStep = 27;  // 5^27 is the greatest power of five with 64 bits

// A large natural number, for the computation of the table by the compiler.
class Natural {
 public:
  explicit constexpr Natural(uint32_t value) { digits_[0] = value; }

  constexpr void multiply(uint32_t factor) {
    uint64_t carry = 0;
    for (uint32_t& digit : digits_) {
      carry += uint64_t{digit} * factor;
      digit = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  constexpr bool is_below(const Natural& other) const {
    for (size_t i = kDigits; i-- > 0;)
      if (digits_[i] != other.digits_[i]) return digits_[i] < other.digits_[i];
    return false;
  }
  constexpr void subtract(const Natural& other) {
    uint32_t borrow = 0;
    for (size_t i = 0; i < kDigits; ++i) {
      const uint64_t difference = uint64_t{digits_[i]} - other.digits_[i] - borrow;
      digits_[i] = static_cast<uint32_t>(difference);
      borrow = static_cast<uint32_t>(difference >> 63);
    }
  }
  // Returns the number of bits, without leading zeros.
  constexpr int bits() const {
    int count = 32 * static_cast<int>(kDigits);
    while (count > 0 && !bit(count - 1)) --count;
    return count;
  }
  constexpr bool bit(int number) const {
    return number >= 0 && (digits_[static_cast<size_t>(number / 32)] >> (number % 32) & 1) != 0;
  }

 private:
  static constexpr size_t kDigits = 27;  // 864 bits; 5^351 has 816
  uint32_t digits_[kDigits] = {};
};

constexpr Natural power_of_five(int power) {
  // 5^13 is the greatest power of five with 32 bits. clang limits the steps of such a computation.
  constexpr uint32_t kFiveTo13 = 1220703125;
  Natural result(1);
  for (; power >= 13; power -= 13) result.multiply(kFiveTo13);
  for (; power > 0; --power) result.multiply(5);
  return result;
}

constexpr void append(Bits128& bits, bool bit) {
  bits.high = bits.high << 1 | bits.low >> 63;
  bits.low = bits.low << 1 | (bit ? 1 : 0);
}

// Returns the first 128 bits of a power of five.
constexpr Bits128 first_bits(int power) {
  Bits128 result = {};
  if (power >= 0) {
    const Natural five = power_of_five(power);
    const int bits = five.bits();
    for (int i = 1; i <= 128; ++i) append(result, five.bit(bits - i));
    return result;
  }
  // Divide a power of two by 5^-power. The first bit of the quotient is 1.
  const Natural divisor = power_of_five(-power);
  Natural rest(1);
  int bits = divisor.bits();
  for (; bits > 31; bits -= 31) rest.multiply(uint32_t{1} << 31);
  for (; bits > 0; --bits) rest.multiply(2);
  for (int i = 0; i < 128; ++i) {
    const bool bit = !rest.is_below(divisor);
    if (bit) rest.subtract(divisor);
    append(result, bit);
    rest.multiply(2);
  }
  return result;
}

struct Powers {
  Bits128 coarse[(kGreatestPower + 1 - kLeastPower) / kStep];  // 5^(kLeastPower + kStep * i)
  uint64_t fine[kStep];  // 5^i, shifted so that the first bit is set
};

constexpr Powers powers() {
  Powers result = {};
  int power = kLeastPower;
  for (Bits128& bits : result.coarse) {
    bits = first_bits(power);
    power += kStep;
  }
  for (int i = 0; i < kStep; ++i) result.fine[i] = first_bits(i).high;
  return result;
}

constexpr Powers kPowers = powers();
static_assert((kGreatestPower + 1 - kLeastPower) % kStep == 0 && kLeastPower % kStep == 0);
static_assert(sizeof kPowers == 632);

}  // namespace

Bits128 power_of_ten(int power) {
  const unsigned from_least = static_cast<unsigned>(power - kLeastPower);
  const unsigned coarse = from_least / kStep, fine = from_least % kStep;
  Bits192 product = multiply(kPowers.coarse[coarse], kPowers.fine[fine]);
  if (product.upper.high >> 63 == 0) append(product.upper, product.lowest >> 63 != 0);
  return product.upper;
}

}  // namespace nacre::numbers
