// SPDX-License-Identifier: MIT
// The ChaCha20 backend "neon" of aarch64. neon_lanes.hpp has its instructions.
#include <chacha20_functions.hpp>
#include <neon_lanes.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_neon(const unsigned char* key, const unsigned char* start, unsigned char* out,
                 size_t length) {
  ChaCha20<NeonLanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys
