// SPDX-License-Identifier: MIT
// The ChaCha20 backend "avx512". The pragma selects AVX-512 for this file. The backend runs only
// on processors that have AVX-512F and VL.
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512vl")
#endif

#include <avx512_lanes.hpp>
#include <chacha20_functions.hpp>

#include "support/chacha20.hpp"

namespace nacre::sys {

void expand_avx512(const unsigned char* key, const unsigned char* start, unsigned char* out,
                   size_t length) {
  ChaCha20<Avx512Lanes>::expand(key, start, out, length);
}

}  // namespace nacre::sys

#ifdef __clang__
#pragma clang attribute pop
#endif
