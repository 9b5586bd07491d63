// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::sys {

inline unsigned char* thread_pointer() {
  return static_cast<unsigned char*>(__builtin_thread_pointer());
}

}  // namespace nacre::sys
