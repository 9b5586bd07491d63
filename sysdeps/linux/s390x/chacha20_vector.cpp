// SPDX-License-Identifier: MIT
// The ChaCha20 backend "vector". Only this file is compiled for the z13, which introduced vector
// registers. The backend runs only on processors with vector registers. The rest of the libc does not
// use them.
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("vector"))), apply_to = function)
#else
#pragma GCC target("arch=z13")
#endif

#include <chacha20_functions.hpp>
#include <vector_lanes.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_vector(const unsigned char* key, const unsigned char* start, unsigned char* out,
                   size_t length) {
  ChaCha20<VectorLanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys

#ifdef __clang__
#pragma clang attribute pop
#endif
