// SPDX-License-Identifier: MIT
// Vectors of bytes in registers of AVX2. sysdeps/contract/byte_vector.hpp describes the members.
#pragma once
#include "bytes_256.hpp"

namespace nacre::sys {

struct Avx2Bytes : Bytes256<Avx2Bytes> {
  static constexpr bool kHasMaskRegisters = false;

  [[gnu::always_inline]] static Avx2Bytes of(unsigned char byte) {
    return {_mm256_broadcastb_epi8(_mm_cvtsi32_si128(byte))};
  }
  [[gnu::always_inline]] Avx2Bytes equal(Avx2Bytes b) const { return {_mm256_cmpeq_epi8(v, b.v)}; }
  [[gnu::always_inline]] Mask set_bytes() const {
    return {static_cast<uint32_t>(_mm256_movemask_epi8(v))};
  }
  [[gnu::always_inline]] Mask zeros() const { return equal({_mm256_setzero_si256()}).set_bytes(); }
  [[gnu::always_inline]] Avx2Bytes keep_equal_wide(Avx2Bytes b) const {
    return *this & Avx2Bytes{_mm256_cmpeq_epi32(v, b.v)};
  }
  [[gnu::always_inline]] Mask zeros_wide() const {
    return Avx2Bytes{_mm256_cmpeq_epi32(v, _mm256_setzero_si256())}.set_bytes();
  }
  // Subtracts 'A' + 128, so that the bytes of A to Z become the least signed numbers.
  [[gnu::always_inline]] Avx2Bytes lower() const {
    const auto shifted = _mm256_sub_epi8(v, _mm256_set1_epi8(static_cast<char>('A' + 128)));
    const auto is_upper = _mm256_cmpgt_epi8(_mm256_set1_epi8(-128 + 26), shifted);
    return *this | Avx2Bytes{_mm256_and_si256(is_upper, _mm256_set1_epi8(0x20))};
  }
};

}  // namespace nacre::sys
