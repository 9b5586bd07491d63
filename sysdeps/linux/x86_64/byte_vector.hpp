// SPDX-License-Identifier: MIT
// Vectors of bytes. sysdeps/contract/byte_vector.hpp describes the members.
#pragma once
#include <immintrin.h>
#include <stdint.h>

#include "support/byte_mask.hpp"

namespace nacre::sys {

#ifdef __AVX2__
struct Avx2Bytes {
  static constexpr size_t kSize = 32;
  static constexpr int kUnroll = 4;
  using Mask = ByteMask<uint32_t, 1>;
  __m256i v;

  [[gnu::always_inline]] static Avx2Bytes load(const unsigned char* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] static Avx2Bytes load_aligned(const unsigned char* from) {
    return {_mm256_load_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const {
    _mm256_store_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] Avx2Bytes in_register() const {
    Avx2Bytes copy = *this;
    __asm__("" : "+x"(copy.v));
    return copy;
  }
  [[gnu::always_inline]] static Avx2Bytes of(unsigned char byte) {
    return {_mm256_broadcastb_epi8(_mm_cvtsi32_si128(byte))};
  }
  [[gnu::always_inline]] friend Avx2Bytes operator&(Avx2Bytes a, Avx2Bytes b) {
    return {_mm256_and_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Avx2Bytes operator|(Avx2Bytes a, Avx2Bytes b) {
    return {_mm256_or_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Avx2Bytes operator^(Avx2Bytes a, Avx2Bytes b) {
    return {_mm256_xor_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] Avx2Bytes min(Avx2Bytes b) const { return {_mm256_min_epu8(v, b.v)}; }
  [[gnu::always_inline]] Avx2Bytes equal(Avx2Bytes b) const { return {_mm256_cmpeq_epi8(v, b.v)}; }
  [[gnu::always_inline]] Mask set_bytes() const {
    return {static_cast<uint32_t>(_mm256_movemask_epi8(v))};
  }
  [[gnu::always_inline]] Mask zeros() const { return equal({_mm256_setzero_si256()}).set_bytes(); }
  // Shifts the range of bytes, so that the letters are the least signed numbers.
  [[gnu::always_inline]] Avx2Bytes lower() const {
    const auto shifted = _mm256_sub_epi8(v, _mm256_set1_epi8(static_cast<char>('A' + 128)));
    const auto is_upper = _mm256_cmpgt_epi8(_mm256_set1_epi8(-128 + 26), shifted);
    return *this | Avx2Bytes{_mm256_and_si256(is_upper, _mm256_set1_epi8(0x20))};
  }
};
#endif

struct Sse2Bytes {
  static constexpr size_t kSize = 16;
  static constexpr int kUnroll = 4;
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
  // Shifts the range of bytes, so that the letters are the least signed numbers.
  [[gnu::always_inline]] Sse2Bytes lower() const {
    const auto shifted = _mm_sub_epi8(v, _mm_set1_epi8(static_cast<char>('A' + 128)));
    const auto is_upper = _mm_cmpgt_epi8(_mm_set1_epi8(-128 + 26), shifted);
    return *this | Sse2Bytes{_mm_and_si128(is_upper, _mm_set1_epi8(0x20))};
  }
};

#ifdef __AVX2__
using ByteVector = Avx2Bytes;
#else
using ByteVector = Sse2Bytes;
#endif
using SmallVector = Sse2Bytes;

}  // namespace nacre::sys
