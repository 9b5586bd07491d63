// SPDX-License-Identifier: MIT
#pragma once
#include "libc/random/draw.hpp"

namespace nacre::random {

// Prints a message and ends the process. The arc4random family has no error to return, and must never
// return weak bytes (hazard weak-bytes-on-failure).
[[noreturn]] void no_random_bytes(int error);

inline void fill_or_die(void* buffer, size_t length) {
  if (const auto filled = fill(buffer, length); !filled.ok()) [[unlikely]]
    no_random_bytes(filled.error());
}

}  // namespace nacre::random
