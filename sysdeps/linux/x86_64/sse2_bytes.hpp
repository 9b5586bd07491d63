// SPDX-License-Identifier: MIT
// Vectors of bytes in registers of SSE2. sysdeps/contract/byte_vector.hpp describes the members.
#pragma once
#include <immintrin.h>
#include <stdint.h>

#include "support/byte_mask.hpp"

namespace nacre::sys {

struct Sse2Bytes {
  static constexpr size_t kSize = 16;
  static constexpr int kUnroll = 4;
  static constexpr bool kHasMemoryOperands = true;
  static constexpr bool kHasMaskRegisters = false;
  using Mask = ByteMask<uint16_t, 1>;
  __m128i v;

  [[gnu::always_inline]] static Sse2Bytes load(const unsigned char* from) {
    return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))};
  }
  [[gnu::always_inline]] static Sse2Bytes load_aligned(const unsigned char* from) {
    return {_mm_load_si128(reinterpret_cast<const __m128i*>(from))};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), v);
  }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const {
    _mm_store_si128(reinterpret_cast<__m128i*>(to), v);
  }
  [[gnu::always_inline]] Sse2Bytes in_register() const {
    Sse2Bytes copy = *this;
    __asm__("" : "+x"(copy.v));
    return copy;
  }
  [[gnu::always_inline]] static Sse2Bytes of(unsigned char byte) {
    return {_mm_set1_epi8(static_cast<char>(byte))};
  }
  [[gnu::always_inline]] friend Sse2Bytes operator&(Sse2Bytes a, Sse2Bytes b) {
    return {_mm_and_si128(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Sse2Bytes operator|(Sse2Bytes a, Sse2Bytes b) {
    return {_mm_or_si128(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Sse2Bytes operator^(Sse2Bytes a, Sse2Bytes b) {
    return {_mm_xor_si128(a.v, b.v)};
  }
  [[gnu::always_inline]] Sse2Bytes min(Sse2Bytes b) const { return {_mm_min_epu8(v, b.v)}; }
  [[gnu::always_inline]] Sse2Bytes equal(Sse2Bytes b) const { return {_mm_cmpeq_epi8(v, b.v)}; }
  [[gnu::always_inline]] Mask set_bytes() const { return {static_cast<uint16_t>(_mm_movemask_epi8(v))}; }
  [[gnu::always_inline]] Mask zeros() const { return equal({_mm_setzero_si128()}).set_bytes(); }
  [[gnu::always_inline]] static Sse2Bytes of_wide(uint32_t c) {
    return {_mm_set1_epi32(static_cast<int>(c))};
  }
  [[gnu::always_inline]] Sse2Bytes keep_equal_wide(Sse2Bytes b) const {
    return *this & Sse2Bytes{_mm_cmpeq_epi32(v, b.v)};
  }
  // SSE2 has no minimum of 32-bit numbers.
  [[gnu::always_inline]] Sse2Bytes min_wide(Sse2Bytes b) const {
    return {_mm_andnot_si128(zero_flags_wide(), b.v)};
  }
  [[gnu::always_inline]] Mask zeros_wide() const { return Sse2Bytes{zero_flags_wide()}.set_bytes(); }
  // Subtracts 'A' + 128, so that the bytes of A to Z become the least signed numbers.
  [[gnu::always_inline]] Sse2Bytes lower() const {
    const auto shifted = _mm_sub_epi8(v, _mm_set1_epi8(static_cast<char>('A' + 128)));
    const auto is_upper = _mm_cmpgt_epi8(_mm_set1_epi8(-128 + 26), shifted);
    return *this | Sse2Bytes{_mm_and_si128(is_upper, _mm_set1_epi8(0x20))};
  }

 private:
  [[gnu::always_inline]] __m128i zero_flags_wide() const {
    return _mm_cmpeq_epi32(v, _mm_setzero_si128());
  }
};

}  // namespace nacre::sys
