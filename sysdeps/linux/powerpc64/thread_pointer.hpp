// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::sys {

// GCC 12 has no __builtin_thread_pointer for powerpc64. r13 is the thread pointer; the ABI biases it by
// 0x7000.
inline unsigned char* thread_pointer() {
  unsigned char* pointer;
  __asm__("mr %0, 13" : "=r"(pointer));
  return pointer;
}

}  // namespace nacre::sys
