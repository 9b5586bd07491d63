// SPDX-License-Identifier: MIT
// Types for memory operands that can have any alignment.
#pragma once
#include <stdint.h>

namespace nacre::sys {

typedef uint64_t UnalignedWord __attribute__((may_alias, aligned(1)));
typedef uint64_t UnalignedRow __attribute__((vector_size(16), may_alias, aligned(1)));

[[gnu::always_inline]] inline const UnalignedWord& word_at(const unsigned char* from) {
  return *reinterpret_cast<const UnalignedWord*>(from);
}
[[gnu::always_inline]] inline const UnalignedRow& row_at(const unsigned char* from) {
  return *reinterpret_cast<const UnalignedRow*>(from);
}

}  // namespace nacre::sys
