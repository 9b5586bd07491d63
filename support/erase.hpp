// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre {

// Zeroes secret bytes. The asm statement keeps the compiler from removing the memset.
inline void erase(void* bytes, size_t length) {
  __builtin_memset(bytes, 0, length);
  __asm__ volatile("" : : "r"(bytes) : "memory");
}

}  // namespace nacre
