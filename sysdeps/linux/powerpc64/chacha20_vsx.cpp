// SPDX-License-Identifier: MIT
// The ChaCha20 backend "vsx" of powerpc64. vsx_lanes.hpp has its instructions.
#include <chacha20_functions.hpp>
#include <vsx_lanes.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_vsx(const unsigned char* key, const unsigned char* start, unsigned char* out,
                size_t length) {
  ChaCha20<VsxLanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys
