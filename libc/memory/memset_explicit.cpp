// SPDX-License-Identifier: MIT
#include <string.h>

#include "support/export.hpp"

namespace nacre::memory {

// void *memset_explicit(void *bytes, int value, size_t length)
//
// Sets bytes, as memset does. It is for erasing secrets, because the compiler does not remove the call.
// It does not erase copies that the compiler made in registers or on the stack.
//
// length   in bytes
// Returns  bytes
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Kernels  all
// Source   C23
NACRE_PUBLIC void* memset_explicit(void* bytes, int value, size_t length) {
  memset(bytes, value, length);
  __asm__ volatile("" : : "r"(bytes) : "memory");
  return bytes;
}

}  // namespace nacre::memory
