// SPDX-License-Identifier: MIT
// Vectors of bytes in registers of AVX-512. sysdeps/contract/byte_vector.hpp describes the members.
//
// A vector has 32 bytes, because instructions on 64-byte registers lower the clock of some processors
// (docs/string.md). A comparison sets a mask register.
#pragma once
#include <immintrin.h>
#include <stdint.h>

#include "sse2_bytes.hpp"
#include "support/byte_mask.hpp"

namespace nacre::sys {

struct Avx512Bytes {
  static constexpr size_t kSize = 32;
  static constexpr int kUnroll = 4;
  using Half = Sse2Bytes;
  static constexpr bool kHasMaskRegisters = true;
  using Mask = ByteMask<uint32_t, 1>;
  // The bytes for which a comparison holds.
  struct Flags {
    uint32_t bits;
    [[gnu::always_inline]] friend Flags operator&(Flags a, Flags b) { return {a.bits & b.bits}; }
    [[gnu::always_inline]] friend Flags operator|(Flags a, Flags b) { return {a.bits | b.bits}; }
    [[gnu::always_inline]] Mask set_bytes() const { return {bits}; }
  };
  __m256i v;

  [[gnu::always_inline]] static Avx512Bytes load(const unsigned char* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] static Avx512Bytes load_aligned(const unsigned char* from) {
    return {_mm256_load_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const {
    _mm256_store_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] Avx512Bytes in_register() const {
    Avx512Bytes copy = *this;
    __asm__("" : "+v"(copy.v));
    return copy;
  }
  [[gnu::always_inline]] static Avx512Bytes of(unsigned char byte) {
    return {_mm256_set1_epi8(static_cast<char>(byte))};
  }
  [[gnu::always_inline]] friend Avx512Bytes operator&(Avx512Bytes a, Avx512Bytes b) {
    return {_mm256_and_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Avx512Bytes operator|(Avx512Bytes a, Avx512Bytes b) {
    return {_mm256_or_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Avx512Bytes operator^(Avx512Bytes a, Avx512Bytes b) {
    return {_mm256_xor_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] Avx512Bytes min(Avx512Bytes b) const { return {_mm256_min_epu8(v, b.v)}; }
  [[gnu::always_inline]] Flags equal(Avx512Bytes b) const { return {_mm256_cmpeq_epi8_mask(v, b.v)}; }
  [[gnu::always_inline]] Mask different(Avx512Bytes b) const {
    return {_mm256_cmpneq_epi8_mask(v, b.v)};
  }
  [[gnu::always_inline]] Mask zeros() const { return {_mm256_testn_epi8_mask(v, v)}; }
  [[gnu::always_inline]] Mask nonzeros() const { return {_mm256_test_epi8_mask(v, v)}; }
  // Returns the bytes that are not zero and the same in b.
  [[gnu::always_inline]] Mask nonzero_equal(Avx512Bytes b) const {
    return {_mm256_mask_cmpeq_epi8_mask(nonzeros().bits, v, b.v)};
  }
  // Returns the bytes that are zero, and not zero in b.
  [[gnu::always_inline]] Mask zero_and_nonzero(Avx512Bytes b) const {
    return {_mm256_mask_testn_epi8_mask(b.nonzeros().bits, v, v)};
  }
  // Returns the bytes at which one of the vectors has the byte of `wanted`.
  [[gnu::always_inline]] static Mask equal_in_block(Avx512Bytes a, Avx512Bytes b, Avx512Bytes c,
                                                    Avx512Bytes d, Avx512Bytes wanted) {
    const Avx512Bytes different = (c ^ wanted).min(d ^ wanted);
    return {~_mm256_mask_test_epi8_mask(neither_equal(a, b, wanted), different.v, different.v)};
  }
  // Returns the least of a and b, or zero where one of them is `wanted`.
  [[gnu::always_inline]] static Avx512Bytes least_or_zero(Avx512Bytes a, Avx512Bytes b,
                                                          Avx512Bytes wanted) {
    return {_mm256_maskz_min_epu8(neither_equal(a, b, wanted), a.v, b.v)};
  }
  [[gnu::always_inline]] Avx512Bytes lower() const {
    const auto shifted = _mm256_sub_epi8(v, _mm256_set1_epi8('A'));
    const auto is_upper = _mm256_cmplt_epu8_mask(shifted, _mm256_set1_epi8(26));
    return {_mm256_mask_add_epi8(v, is_upper, v, _mm256_set1_epi8(0x20))};
  }

 private:
  [[gnu::always_inline]] static __mmask32 neither_equal(Avx512Bytes a, Avx512Bytes b,
                                                        Avx512Bytes wanted) {
    return _mm256_mask_cmpneq_epi8_mask(_mm256_cmpneq_epi8_mask(a.v, wanted.v), b.v, wanted.v);
  }
};

}  // namespace nacre::sys
