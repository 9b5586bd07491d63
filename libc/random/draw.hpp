// SPDX-License-Identifier: MIT
// What getrandom, getentropy and the arc4random family have in common.
#pragma once
#include <sys/random.h>
#include <vgetrandom.hpp>

#include "libc/random/lease.hpp"
#include "libc/random/threshold.hpp"

namespace nacre::random {

// One draw through the vDSO, on this thread's state; the number of bytes, or 0 when the system call
// must be asked: it alone says what the error is, and it alone may wait. The caller has asked
// sys::vgetrandom whether it is usable. Nothing is kept between calls (H27).
inline size_t draw(void* buffer, size_t length, unsigned flags) {
  if (const Lease lease; lease) [[likely]] {
    const auto drawn = sys::vgetrandom(buffer, length, flags | GRND_NONBLOCK, lease.state());
    if (drawn.ok()) [[likely]]
      return drawn.value();
  }
  return 0;
}

// Fills the whole buffer, or says why not. Waits for the kernel's generator to be ready; no
// cancellation point; errno is left alone.
Result<size_t> fill_slowly(unsigned char* buffer, size_t length);

inline Result<size_t> fill(void* buffer, size_t length) {
  if (length <= kVdsoBest && buffer != nullptr && sys::vgetrandom.usable() &&
      draw(buffer, length, 0) == length) [[likely]]
    return Result<size_t>::success(length);
  return fill_slowly(static_cast<unsigned char*>(buffer), length);
}

}  // namespace nacre::random
