// SPDX-License-Identifier: MIT
// The ChaCha20 backend "avx2". The pragma selects AVX2 for this file. The backend runs only on
// processors that have AVX2.
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

#include <avx2_lanes.hpp>
#include <chacha20_functions.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_avx2(const unsigned char* key, const unsigned char* start, unsigned char* out,
                 size_t length) {
  ChaCha20<Avx2Lanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys

#ifdef __clang__
#pragma clang attribute pop
#endif
