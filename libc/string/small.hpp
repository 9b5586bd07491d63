// SPDX-License-Identifier: MIT
// Integers at any address, for the shortest copies and comparisons.
#pragma once
#include <stdint.h>

#include "libc/string/match.hpp"

namespace nacre::string {

template <class Integer>
[[gnu::always_inline]] inline Integer load(const Byte* from) {
  Integer value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}
template <class Integer>
[[gnu::always_inline]] inline void store(Byte* to, Integer value) {
  __builtin_memcpy(to, &value, sizeof value);
}
// Loads an integer whose most significant byte is the first byte in memory. So comparing two such
// integers compares the bytes.
template <class Integer>
[[gnu::always_inline]] inline Integer load_big_endian(const Byte* from) {
  const auto value = load<Integer>(from);
  if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
    return value;
  else if constexpr (sizeof value == 8)
    return static_cast<Integer>(__builtin_bswap64(value));
  else if constexpr (sizeof value == 4)
    return static_cast<Integer>(__builtin_bswap32(value));
  else
    return static_cast<Integer>(__builtin_bswap16(value));
}

// Copies n bytes, between sizeof(Integer) and twice that. All bytes are loaded before any is stored, so
// the two objects may overlap.
template <class Integer>
[[gnu::always_inline]] inline void move_two(Byte* to, const Byte* from, size_t n) {
  const auto head = load<Integer>(from), tail = load<Integer>(from + n - sizeof(Integer));
  store(to, head);
  store(to + n - sizeof(Integer), tail);
}
// Copies fewer than 16 bytes.
[[gnu::always_inline]] inline void move_small(Byte* to, const Byte* from, size_t n) {
  if (n >= 8) return move_two<uint64_t>(to, from, n);
  if (n >= 4) return move_two<uint32_t>(to, from, n);
  if (n >= 2) return move_two<uint16_t>(to, from, n);
  if (n == 1) *to = *from;
}
// Sets fewer than 16 bytes. Each byte of `value` is the byte to set.
[[gnu::always_inline]] inline void set_small(Byte* to, uint64_t value, size_t n) {
  if (n >= 8) {
    store(to, value);
    store(to + n - 8, value);
  } else if (n >= 4) {
    store(to, static_cast<uint32_t>(value));
    store(to + n - 4, static_cast<uint32_t>(value));
  } else if (n >= 2) {
    store(to, static_cast<uint16_t>(value));
    store(to + n - 2, static_cast<uint16_t>(value));
  } else if (n == 1) {
    *to = static_cast<Byte>(value);
  }
}

}  // namespace nacre::string
