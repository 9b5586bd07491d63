// SPDX-License-Identifier: MIT
// Vectors of bytes in registers of AVX-512. sysdeps/contract/byte_vector.hpp describes the members.
//
// A vector has 32 bytes, because instructions on 64-byte registers lower the clock of some processors
// (docs/string.md). A comparison sets a mask register.
#pragma once
#include "bytes_256.hpp"

namespace nacre::sys {

struct Avx512Bytes : Bytes256<Avx512Bytes> {
  static constexpr bool kHasMaskRegisters = true;
  // The bytes for which a comparison holds.
  struct Flags {
    uint32_t bits;
    [[gnu::always_inline]] friend Flags operator&(Flags a, Flags b) { return {a.bits & b.bits}; }
    [[gnu::always_inline]] friend Flags operator|(Flags a, Flags b) { return {a.bits | b.bits}; }
    [[gnu::always_inline]] Mask set_bytes() const { return {bits}; }
  };

  [[gnu::always_inline]] static Avx512Bytes of(unsigned char byte) {
    return {_mm256_set1_epi8(static_cast<char>(byte))};
  }
  // Returns the mask with the flags of the first n bytes. n is at most kSize.
  [[gnu::always_inline]] static Mask first_bytes(size_t n) {
    return {_bzhi_u32(~0u, static_cast<unsigned>(n))};
  }
  // Loads the bytes that `bytes` has, and sets the others to zero. It does not access the others, so
  // they need not exist.
  [[gnu::always_inline]] static Avx512Bytes load_some(const unsigned char* from, Mask bytes) {
    return {_mm256_maskz_loadu_epi8(bytes.bits, from)};
  }
  [[gnu::always_inline]] Flags equal(Avx512Bytes b) const { return {_mm256_cmpeq_epi8_mask(v, b.v)}; }
  [[gnu::always_inline]] Mask different(Avx512Bytes b) const {
    return {_mm256_cmpneq_epi8_mask(v, b.v)};
  }
  // Returns which of `bytes` are not the same at `b`. It does not access the others there.
  [[gnu::always_inline]] Mask different_some(const unsigned char* b, Mask bytes) const {
    __mmask32 differ;
    __asm__("vpcmpneqb %2, %1, %0 %{%3%}"
            : "=Yk"(differ)
            : "v"(v), "m"(*reinterpret_cast<const __m256i_u*>(b)), "Yk"(bytes.bits));
    return {differ};
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

  // A mask register has one bit for four bytes.
  using WideMask = ByteMask<uint8_t, 1, false, 4>;
  [[gnu::always_inline]] Avx512Bytes keep_equal_wide(Avx512Bytes b) const {
    return {_mm256_maskz_mov_epi32(_mm256_cmpeq_epi32_mask(v, b.v), v)};
  }
  [[gnu::always_inline]] WideMask zeros_wide() const { return {_mm256_testn_epi32_mask(v, v)}; }

 private:
  [[gnu::always_inline]] static __mmask32 neither_equal(Avx512Bytes a, Avx512Bytes b,
                                                        Avx512Bytes wanted) {
    return _mm256_mask_cmpneq_epi8_mask(_mm256_cmpneq_epi8_mask(a.v, wanted.v), b.v, wanted.v);
  }
};

}  // namespace nacre::sys
