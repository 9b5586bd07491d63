// SPDX-License-Identifier: MIT
// The thread pointer, for architectures whose compilers have a builtin function for it.
#pragma once

namespace nacre::sys {

inline unsigned char* thread_pointer() {
  return static_cast<unsigned char*>(__builtin_thread_pointer());
}

}  // namespace nacre::sys
