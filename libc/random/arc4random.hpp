// SPDX-License-Identifier: MIT
// fill_or_die, from which all arc4random functions get their bytes.
#pragma once
#include "libc/random/draw.hpp"

namespace nacre::random {

// Prints a message with `error`, an errno value, and ends the process. The arc4random functions cannot
// return an error, and must never return weak bytes (hazard weak-bytes-on-failure).
[[noreturn]] void abort_without_random_bytes(int error);

// Fills the buffer with random bytes, or ends the process.
inline void fill_or_die(void* buffer, size_t length) {
  if (const auto filled = fill(buffer, length); !filled.ok()) [[unlikely]]
    abort_without_random_bytes(filled.error());
}

}  // namespace nacre::random
