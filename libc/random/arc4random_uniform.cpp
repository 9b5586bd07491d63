// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdlib.h>

#include "libc/random/arc4random.hpp"
#include "libc/random/uniform.hpp"
#include "support/export.hpp"

namespace nacre::random {
namespace {

template <unsigned kBytes>
uint64_t draw_number() {
  unsigned char bytes[kBytes];
  fill_or_die(bytes, kBytes);
  uint64_t number = 0;
  for (unsigned i = 0; i < kBytes; ++i) number |= uint64_t{bytes[i]} << 8 * i;
  return number;
}

template <unsigned kBytes>
uint32_t below(uint32_t bound) {
  for (;;) {
    const auto scaled = Scaled<kBytes>::of(draw_number<kBytes>(), bound);
    if (!scaled.is_too_many(bound)) [[likely]]
      return scaled.result;
  }
}

}  // namespace

// uint32_t arc4random_uniform(uint32_t bound)
//
// Returns  a random number below `bound`, each exactly as likely as every other; 0 for bounds 0 and 1.
// Errors, safety and source as arc4random.
//
// A draw costs by the byte, and a number that must be drawn again costs all of it again: so many bytes
// are drawn as cost the least on average.
NACRE_PUBLIC uint32_t arc4random_uniform(uint32_t bound) {
  if (bound <= 1) return 0;
  if (suffices<1>(bound)) return below<1>(bound);
  if (suffices<2>(bound)) return below<2>(bound);
  if (suffices<3>(bound)) return below<3>(bound);
  if (suffices<4>(bound)) return below<4>(bound);
  return below<5>(bound);
}

}  // namespace nacre::random
