// SPDX-License-Identifier: MIT
// Vectors of 32 bytes. Contains the operations that AVX2 and AVX-512 do in the same way.
#pragma once
#include <immintrin.h>
#include <stdint.h>

#include "sse2_bytes.hpp"
#include "support/byte_mask.hpp"

namespace nacre::sys {

// Vector is the class that derives from this one.
template <class Vector>
struct Bytes256 {
  static constexpr size_t kSize = 32;
  static constexpr int kUnroll = 4;
  static constexpr bool kHasMemoryOperands = true;
  using Half = Sse2Bytes;
  using Mask = ByteMask<uint32_t, 1>;
  __m256i v;

  [[gnu::always_inline]] static Vector load(const unsigned char* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] static Vector load_aligned(const unsigned char* from) {
    return {_mm256_load_si256(reinterpret_cast<const __m256i*>(from))};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const {
    _mm256_store_si256(reinterpret_cast<__m256i*>(to), v);
  }
  [[gnu::always_inline]] Vector in_register() const {
    Vector copy{v};
    __asm__("" : "+v"(copy.v));
    return copy;
  }
  [[gnu::always_inline]] friend Vector operator&(Vector a, Vector b) {
    return {_mm256_and_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Vector operator|(Vector a, Vector b) {
    return {_mm256_or_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] friend Vector operator^(Vector a, Vector b) {
    return {_mm256_xor_si256(a.v, b.v)};
  }
  [[gnu::always_inline]] Vector min(Vector b) const { return {_mm256_min_epu8(v, b.v)}; }
  [[gnu::always_inline]] static Vector of_wide(uint32_t c) {
    return {_mm256_set1_epi32(static_cast<int>(c))};
  }
  [[gnu::always_inline]] Vector min_wide(Vector b) const { return {_mm256_min_epu32(v, b.v)}; }
};

}  // namespace nacre::sys
