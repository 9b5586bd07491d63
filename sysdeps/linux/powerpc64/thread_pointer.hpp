// SPDX-License-Identifier: MIT
// The thread pointer, read by assembly code, because GCC 12 has no __builtin_thread_pointer for
// powerpc64.
#pragma once

namespace nacre::sys {

// r13 is the thread pointer. It points 0x7000 bytes past the beginning of the TLS area.
inline unsigned char* thread_pointer() {
  unsigned char* pointer;
  __asm__("mr %0, 13" : "=r"(pointer));
  return pointer;
}

}  // namespace nacre::sys
