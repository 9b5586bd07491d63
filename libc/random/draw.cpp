// SPDX-License-Identifier: MIT
// Decides how to serve a draw (a request for random bytes) that the fast path in draw.hpp does not
// handle.
#include "libc/random/draw.hpp"

#include "libc/random/backend_choice.hpp"
#include "libc/random/expand.hpp"
#include "sysdeps/contract/process.hpp"

namespace nacre::random {

bool draw_any(void* buffer, size_t length, unsigned flags) {
  // The vDSO would crash on a null buffer. A length above kMostAtOnce is left to the system call, which
  // returns fewer bytes than requested (hazards bad-pointer-crashes, lengths-differ).
  if (buffer == nullptr || length > kMostAtOnce) return false;
  // Before startup, there is no thread structure. NACRE_RANDOM=syscall turns the vDSO off
  // (hazards draw-before-startup, draw-invisible-to-strace).
  if (!sys::started() || !backend_choice.uses_vdso()) return false;
  const auto function = sys::vgetrandom.find();
  if (function == nullptr) return false;

  const sys::ChaCha20Backend* const backend = length < kAlwaysVdso ? nullptr : backend_choice.backend();
  const bool expands = backend != nullptr && length >= backend->min_length;
  // Without a backend, the system call is faster for long draws (hazard slow-long-draw).
  if (!expands && length > kVdsoBest) return false;
  const Lease lease = Lease::reserve_or_claim();
  if (!lease) return false;
  return expands ? expand_on(lease, function, *backend, buffer, length, flags)
                 : draw_on(lease, function, buffer, length, flags).is(length);
}

}  // namespace nacre::random
