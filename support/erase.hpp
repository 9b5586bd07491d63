// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre {

// Zeroes what was or may become a key; the compiler must not think it useless.
inline void erase(void* bytes, size_t length) {
  __builtin_memset(bytes, 0, length);
  __asm__ volatile("" : : "r"(bytes) : "memory");
}

}  // namespace nacre
