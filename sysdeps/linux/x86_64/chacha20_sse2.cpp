// SPDX-License-Identifier: MIT
// The ChaCha20 backend "sse2" of x86_64. sse2_lanes.hpp has its instructions.
#include <chacha20_functions.hpp>
#include <sse2_lanes.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_sse2(const unsigned char* key, const unsigned char* start, unsigned char* out,
                 size_t length) {
  ChaCha20<Sse2Lanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys
