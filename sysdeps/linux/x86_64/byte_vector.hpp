// SPDX-License-Identifier: MIT
// The vectors of the instruction set for which a source is compiled.
#pragma once
#include "sse2_bytes.hpp"
#ifdef __AVX512VL__
#include "avx512_wide.hpp"
#elif defined __AVX2__
#include "avx2_bytes.hpp"
#endif

namespace nacre::sys {

#ifdef __AVX512VL__
using ByteVector = Avx512Bytes;
using CopyVector = Avx512Wide;
#elif defined __AVX2__
using ByteVector = Avx2Bytes;
using CopyVector = Avx2Bytes;
#else
using ByteVector = Sse2Bytes;
using CopyVector = Sse2Bytes;
#endif

}  // namespace nacre::sys
