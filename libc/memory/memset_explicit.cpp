// SPDX-License-Identifier: MIT
#include <string.h>

#include "support/export.hpp"

namespace nacre::memory {

// void *memset_explicit(void *bytes, int value, size_t length)
//
// memset that is done even if nobody looks at the bytes again: to erase what was secret. Copies that the
// compiler has made, in registers or on the stack, stay.
//
// Returns  bytes
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Source   C23
NACRE_PUBLIC void* memset_explicit(void* bytes, int value, size_t length) {
  memset(bytes, value, length);
  __asm__ volatile("" : : "r"(bytes) : "memory");
  return bytes;
}

}  // namespace nacre::memory
