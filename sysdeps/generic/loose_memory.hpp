// SPDX-License-Identifier: MIT
// Memory as an instruction takes it, on whatever boundary it lies.
#pragma once
#include <stdint.h>

namespace nacre::sys {

typedef uint64_t LooseWord __attribute__((may_alias, aligned(1)));
typedef uint64_t LooseRow __attribute__((vector_size(16), may_alias, aligned(1)));

[[gnu::always_inline]] inline const LooseWord& word_at(const unsigned char* from) {
  return *reinterpret_cast<const LooseWord*>(from);
}
[[gnu::always_inline]] inline const LooseRow& row_at(const unsigned char* from) {
  return *reinterpret_cast<const LooseRow*>(from);
}

}  // namespace nacre::sys
