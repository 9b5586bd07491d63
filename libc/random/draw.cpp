// SPDX-License-Identifier: MIT
#include "libc/random/draw.hpp"

#include "sysdeps/contract.hpp"

namespace nacre::random {

bool draw_first(void* buffer, size_t length, unsigned flags) {
  const auto function = sys::vgetrandom.find();
  if (function == nullptr) return false;
  const Lease lease = Lease::ready_or_first();
  return lease && draw_on(lease, function, buffer, length, flags);
}

}  // namespace nacre::random
