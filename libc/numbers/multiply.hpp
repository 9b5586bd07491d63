// SPDX-License-Identifier: MIT
// Products that are wider than 64 bits.
#pragma once
#include <stdint.h>

namespace nacre::numbers {

// An unsigned number of 128 bits: high * 2^64 + low.
struct Bits128 {
  uint64_t high, low;
};

// Returns the product of two numbers of 64 bits.
constexpr Bits128 multiply(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a} * b;
  return {static_cast<uint64_t>(product >> 64), static_cast<uint64_t>(product)};
#else
  // The halves of the operands have 32 bits, so that each product of two halves has at most 64.
  const uint64_t low_half = 0xffffffff;
  const uint64_t a_high = a >> 32, a_low = a & low_half, b_high = b >> 32, b_low = b & low_half;
  const uint64_t lowest = a_low * b_low;
  const uint64_t middle = a_high * b_low + (lowest >> 32);
  const uint64_t other = a_low * b_high + (middle & low_half);
  return {a_high * b_high + (middle >> 32) + (other >> 32), other << 32 | (lowest & low_half)};
#endif
}

// A product of 192 bits: its upper 128 bits, and its lowest 64 bits.
struct Bits192 {
  Bits128 upper;
  uint64_t lowest;
};

constexpr Bits192 multiply(Bits128 a, uint64_t b) {
  const Bits128 of_high = multiply(a.high, b), of_low = multiply(a.low, b);
  const uint64_t middle = of_high.low + of_low.high;
  return {{of_high.high + (middle < of_low.high), middle}, of_low.low};
}

}  // namespace nacre::numbers
