// SPDX-License-Identifier: MIT
// What the lanes' instructions take, of every width.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

// Memory, on whatever boundary it lies.
typedef uint64_t LooseWord __attribute__((may_alias, aligned(1)));
typedef uint64_t LooseRow __attribute__((vector_size(16), may_alias, aligned(1)));

[[gnu::always_inline]] inline const LooseWord& word_at(const unsigned char* from) {
  return *reinterpret_cast<const LooseWord*>(from);
}
[[gnu::always_inline]] inline const LooseRow& row_at(const unsigned char* from) {
  return *reinterpret_cast<const LooseRow*>(from);
}

// The pattern that turns a row of four words by so many.
constexpr int turned(int words) { return 0b11100100'11100100 >> 2 * words & 0xff; }

}  // namespace nacre::sys
