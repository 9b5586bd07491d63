// SPDX-License-Identifier: MIT
// What getrandom, getentropy and the arc4random family have in common.
#pragma once
#include <errno.h>
#include <sys/random.h>

#include "libc/random/lease.hpp"
#include "libc/random/threshold.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

// What the fast path serves. A null buffer is not for the vDSO, which would crash (H25).
inline bool is_short(const void* buffer, size_t length) {
  if (length >= kAlwaysVdso) [[unlikely]]
    return false;
  if (buffer == nullptr) [[unlikely]]
    return false;
  return true;
}

// One draw through the vDSO on a leased state. Any answer but `length` means that the system call must
// be asked: it alone says what the error is, and it alone may wait. Nothing is kept between calls (H27).
inline Result<size_t> draw_on(const Lease& lease, sys::VgetrandomFunction* function, void* buffer,
                              size_t length, unsigned flags) {
  return sys::call_vgetrandom(function, buffer, length, flags | GRND_NONBLOCK, lease.state(),
                              sys::vgetrandom.state_size());
}

// The fast path: the same by a thread that has drawn before. Nothing in it calls anything but the vDSO.
inline Result<size_t> draw(sys::VgetrandomFunction* function, void* buffer, size_t length,
                           unsigned flags) {
  const Lease lease = Lease::ready();
  if (!lease) [[unlikely]]
    return Result<size_t>::failure(EAGAIN);
  return draw_on(lease, function, buffer, length, flags);
}

// Any draw: of any length, by a thread that may not have drawn yet, in a process that may not have. Asks
// the kernel for its function, the pool for a state, the processor for its width. Kept out of line, so
// that the fast path saves no registers for it.
[[gnu::noinline]] bool draw_any(void* buffer, size_t length, unsigned flags);

// Fills the whole buffer, or says why not. Waits for the kernel's generator to be ready; no
// cancellation point; errno is left alone.
Result<size_t> fill_slowly(unsigned char* buffer, size_t length);

inline Result<size_t> fill(void* buffer, size_t length) {
  const auto function = sys::vgetrandom.known();
  if (function != nullptr && is_short(buffer, length) && draw(function, buffer, length, 0).is(length))
      [[likely]]
    return Result<size_t>::success(length);
  return fill_slowly(static_cast<unsigned char*>(buffer), length);
}

}  // namespace nacre::random
