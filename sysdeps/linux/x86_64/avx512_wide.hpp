// SPDX-License-Identifier: MIT
// Vectors of 64 bytes, which are only loaded and stored. docs/string.md explains why these instructions
// do not lower the clock. sysdeps/contract/byte_vector.hpp describes the members.
#pragma once
#include "avx512_bytes.hpp"

namespace nacre::sys {

struct Avx512Wide {
  static constexpr size_t kSize = 64;
  using Half = Avx512Bytes;
  __m512i v;

  [[gnu::always_inline]] static Avx512Wide load(const unsigned char* from) {
    return {_mm512_loadu_si512(from)};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const { _mm512_storeu_si512(to, v); }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const { _mm512_store_si512(to, v); }
  [[gnu::always_inline]] static Avx512Wide of(unsigned char byte) {
    return {_mm512_set1_epi8(static_cast<char>(byte))};
  }
};

}  // namespace nacre::sys
