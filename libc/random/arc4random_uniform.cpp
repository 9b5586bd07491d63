// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdlib.h>

#include "libc/random/arc4random.hpp"
#include "libc/support/export.hpp"

namespace nacre::random {
namespace {

// A random value of `T`'s width times the bound has the result in its upper half. Of the values of
// T, `2^width mod bound` too many would go to some results; a value whose lower half is below that
// number is one of them, and is drawn again. So every result has exactly the same number of values.
template <class T, class Product>
uint32_t below(uint32_t bound) {
  constexpr unsigned kBits = sizeof(T) * 8;
  T value;
  fill_or_die(&value, sizeof value);
  Product product = Product{value} * bound;
  if (static_cast<T>(product) < bound) [[unlikely]] {
    const T surplus = static_cast<T>(((Product{1} << kBits) - bound) % bound);
    while (static_cast<T>(product) < surplus) {
      fill_or_die(&value, sizeof value);
      product = Product{value} * bound;
    }
  }
  return static_cast<uint32_t>(product >> kBits);
}

}  // namespace

// uint32_t arc4random_uniform(uint32_t bound)
//
// Returns  a random number below `bound`, each exactly as likely as every other; 0 for bounds 0 and 1.
// Errors, safety and source as arc4random.
//
// The vDSO costs by the byte, so a bound that few bytes can serve takes few.
NACRE_PUBLIC uint32_t arc4random_uniform(uint32_t bound) {
  if (bound <= 1) return 0;
  if (bound <= 1 << 6) return below<uint8_t, uint32_t>(bound);
  if (bound <= 1 << 14) return below<uint16_t, uint32_t>(bound);
  return below<uint32_t, uint64_t>(bound);
}

}  // namespace nacre::random
