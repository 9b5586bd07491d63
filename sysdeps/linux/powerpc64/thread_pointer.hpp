// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::sys {

// gcc 12 has no __builtin_thread_pointer here.
inline unsigned char* thread_pointer() {
  unsigned char* pointer;
  __asm__("mr %0, 13" : "=r"(pointer));
  return pointer;
}

}  // namespace nacre::sys
