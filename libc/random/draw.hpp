// SPDX-License-Identifier: MIT
// Draws: requests for random bytes. getrandom, getentropy and the arc4random family share these
// functions. HAZARDS.md describes the hazards that the comments name.
#pragma once
#include <errno.h>
#include <sys/random.h>

#include "libc/random/lease.hpp"
#include "libc/random/threshold.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

// Can the fast path serve this request? The vDSO would crash on a null buffer
// (hazard bad-pointer-crashes).
inline bool fits_fast_path(const void* buffer, size_t length) {
  if (length >= kAlwaysVdso) [[unlikely]]
    return false;
  if (buffer == nullptr) [[unlikely]]
    return false;
  return true;
}

// Makes one draw through the vDSO on a leased state. If the result is not `length`, the caller makes the
// system call. Only the system call reports errors and may wait. No bytes are kept between calls
// (hazard bytes-outlive-reseed).
inline Result<size_t> draw_on(const Lease& lease, sys::VgetrandomFunction* function, void* buffer,
                              size_t length, unsigned flags) {
  return sys::call_vgetrandom(function, buffer, length, flags | GRND_NONBLOCK, lease.state(),
                              sys::vgetrandom.state_size());
}

// The fast path, for a thread that has drawn before. It only calls the vDSO's function. After any
// failure, the caller uses the slow path (draw_any).
inline Result<size_t> draw(sys::VgetrandomFunction* function, void* buffer, size_t length,
                           unsigned flags) {
  const Lease lease = Lease::reserve();
  if (!lease) [[unlikely]]
    return Result<size_t>::failure(EAGAIN);
  return draw_on(lease, function, buffer, length, flags);
}

// A draw of any length, also the first draw of a thread or of the process. It looks up the vDSO's
// function, claims a state from the pool and selects a backend. It is not inlined, so that the fast path
// does not save registers for it. Returns false if the caller must make the system call.
[[gnu::noinline]] bool draw_any(void* buffer, size_t length, unsigned flags);

// The slow path of fill().
Result<size_t> fill_slowly(unsigned char* buffer, size_t length);

// Fills the whole buffer or fails. It waits until the kernel's generator is ready. It is not a
// cancellation point, and does not change errno.
inline Result<size_t> fill(void* buffer, size_t length) {
  const auto function = sys::vgetrandom.known();
  if (function != nullptr && fits_fast_path(buffer, length) &&
      draw(function, buffer, length, 0).is(length)) [[likely]]
    return Result<size_t>::success(length);
  return fill_slowly(static_cast<unsigned char*>(buffer), length);
}

}  // namespace nacre::random
