// SPDX-License-Identifier: MIT
#include <errno.h>
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

// A number is accepted with a probability of at least 1/2. So this many rejections in a row mean that
// the bytes are not random. This happens in a sandbox that suppresses the system call and reports
// success: the buffer keeps the same bytes each time.
constexpr int kMostAttempts = 128;

// Returns a number below `bound` from draws of kBytes bytes.
template <unsigned kBytes>
uint32_t below(uint32_t bound) {
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    const auto scaled = Scaled<kBytes>::of(draw_number<kBytes>(), bound);
    if (!scaled.is_rejected(bound)) [[likely]]
      return scaled.result;
  }
  abort_without_random_bytes(EIO);
}

}  // namespace

// uint32_t arc4random_uniform(uint32_t bound)
//
// Returns a uniformly distributed number less than `bound`; 0 for the bounds 0 and 1.
//
// It uses Lemire's method (uniform.hpp) on one to five random bytes. A longer draw costs more, but its
// number is rejected and drawn again less often. suffices() finds the length with the least expected
// cost.
//
// Errors, safety, behavior on old kernels, and source: see arc4random.
NACRE_PUBLIC uint32_t arc4random_uniform(uint32_t bound) {
  if (bound <= 1) return 0;
  if (suffices<1>(bound)) return below<1>(bound);
  if (suffices<2>(bound)) return below<2>(bound);
  if (suffices<3>(bound)) return below<3>(bound);
  if (suffices<4>(bound)) return below<4>(bound);
  return below<5>(bound);
}

}  // namespace nacre::random
