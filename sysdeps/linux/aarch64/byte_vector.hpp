// SPDX-License-Identifier: MIT
// Vectors of bytes for NEON, which the C ABI of aarch64 requires. sysdeps/contract/byte_vector.hpp
// describes the members.
#pragma once
#include <arm_neon.h>
#include <stddef.h>

#include "support/byte_mask.hpp"

namespace nacre::sys {

struct NeonBytes {
  static constexpr size_t kSize = 16;
  static constexpr int kUnroll = 4, kUnrollOfKeys = 2;
  static constexpr bool kHasMemoryOperands = false;
  static constexpr bool kHasMaskRegisters = false;
  using Mask = ByteMask<uint64_t, 4>;
  uint8x16_t v;

  [[gnu::always_inline]] static NeonBytes load(const unsigned char* from) { return {vld1q_u8(from)}; }
  [[gnu::always_inline]] static NeonBytes load_aligned(const unsigned char* from) { return load(from); }
  [[gnu::always_inline]] void store(unsigned char* to) const { vst1q_u8(to, v); }
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const { store(to); }
  [[gnu::always_inline]] NeonBytes in_register() const { return *this; }
  [[gnu::always_inline]] static NeonBytes of(unsigned char byte) { return {vdupq_n_u8(byte)}; }
  [[gnu::always_inline]] friend NeonBytes operator&(NeonBytes a, NeonBytes b) {
    return {vandq_u8(a.v, b.v)};
  }
  [[gnu::always_inline]] friend NeonBytes operator|(NeonBytes a, NeonBytes b) {
    return {vorrq_u8(a.v, b.v)};
  }
  [[gnu::always_inline]] friend NeonBytes operator^(NeonBytes a, NeonBytes b) {
    return {veorq_u8(a.v, b.v)};
  }
  [[gnu::always_inline]] NeonBytes min(NeonBytes b) const { return {vminq_u8(v, b.v)}; }
  [[gnu::always_inline]] NeonBytes equal(NeonBytes b) const { return {vceqq_u8(v, b.v)}; }
  // If a byte is equal, its flags are 0xff, which is not less than the byte. If not, its flags are 0,
  // which is not less than a zero byte only.
  [[gnu::always_inline]] NeonBytes equal_or_zero(NeonBytes b) const {
    return {vcgeq_u8(vceqq_u8(v, b.v), v)};
  }
  // NEON has no instruction that collects one bit of each byte. Shifting each pair of bytes right by
  // four bits and keeping the lower byte leaves four bits of each.
  [[gnu::always_inline]] Mask set_bytes() const {
    const uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8(v), 4);
    return {vget_lane_u64(vreinterpret_u64_u8(halves), 0)};
  }
  [[gnu::always_inline]] Mask zeros() const { return NeonBytes{vceqzq_u8(v)}.set_bytes(); }
  [[gnu::always_inline]] NeonBytes lower() const {
    const uint8x16_t is_upper = vcltq_u8(vsubq_u8(v, vdupq_n_u8('A')), vdupq_n_u8(26));
    return {vorrq_u8(v, vandq_u8(is_upper, vdupq_n_u8(0x20)))};
  }
  [[gnu::always_inline]] static NeonBytes of_wide(uint32_t c) {
    return {vreinterpretq_u8_u32(vdupq_n_u32(c))};
  }
  [[gnu::always_inline]] NeonBytes keep_equal_wide(NeonBytes b) const {
    return *this & NeonBytes{vreinterpretq_u8_u32(vceqq_u32(wide(), b.wide()))};
  }
  [[gnu::always_inline]] NeonBytes min_wide(NeonBytes b) const {
    return {vreinterpretq_u8_u32(vminq_u32(wide(), b.wide()))};
  }
  [[gnu::always_inline]] Mask zeros_wide() const {
    return NeonBytes{vreinterpretq_u8_u32(vceqzq_u32(wide()))}.set_bytes();
  }

 private:
  [[gnu::always_inline]] uint32x4_t wide() const { return vreinterpretq_u32_u8(v); }
};
using ByteVector = NeonBytes;

// Two registers, which one instruction loads or stores.
struct NeonPair {
  static constexpr size_t kSize = 32;
  using Half = NeonBytes;
  // gcc keeps a const object with several members in memory, but not if the members are mutable.
  mutable uint8x16_t low, high;

#ifdef __clang__
  [[gnu::always_inline]] static NeonPair load(const unsigned char* from) {
    return {vld1q_u8(from), vld1q_u8(from + 16)};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    vst1q_u8(to, low), vst1q_u8(to + 16, high);
  }
#else
  // gcc combines few loads and stores into LDP and STP. "Ump" is an address that these instructions can
  // have. clang does not know this constraint.
  [[gnu::always_inline]] static NeonPair load(const unsigned char* from) {
    uint8x16_t low, high;
    __asm__ volatile("ldp %q0, %q1, %2"
                     : "=w"(low), "=w"(high)
                     : "Ump"(*reinterpret_cast<const uint8x16_t*>(from))
                     : "memory");
    return {low, high};
  }
  [[gnu::always_inline]] void store(unsigned char* to) const {
    __asm__ volatile("stp %q1, %q2, %0"
                     : "=Ump"(*reinterpret_cast<uint8x16_t*>(to))
                     : "w"(low), "w"(high)
                     : "memory");
  }
#endif
  [[gnu::always_inline]] void store_aligned(unsigned char* to) const { store(to); }
  [[gnu::always_inline]] static NeonPair of(unsigned char byte) {
    return {vdupq_n_u8(byte), vdupq_n_u8(byte)};
  }
};
using CopyVector = NeonPair;

}  // namespace nacre::sys
