// SPDX-License-Identifier: MIT
// getrandom in the vDSO (sysdeps/contract/vgetrandom.hpp describes the members).
#pragma once
#include <stddef.h>
#include <vgetrandom_abi.hpp>

#include "support/atomic.hpp"
#include "support/result.hpp"
#include "support/unavailable_reason.hpp"

namespace nacre::sys {

class Vgetrandom {
 public:
  VgetrandomFunction* known() const { return function_.load(Order::acquire); }

  // Returns null if the kernel has no such function or its parameters are unusable
  // (hazard malformed-vdso in libc/random/HAZARDS.md).
  VgetrandomFunction* find();

  UnavailableReason unavailable_reason() const { return unavailable_reason_.load(Order::relaxed); }

  size_t state_size() const { return state_size_.load(Order::relaxed); }
  unsigned protection() const { return protection_.load(Order::relaxed); }
  unsigned map_flags() const { return map_flags_.load(Order::relaxed); }

 private:
  Atomic<VgetrandomFunction*> function_;
  Atomic<size_t> state_size_;
  Atomic<unsigned> protection_, map_flags_;
  Atomic<UnavailableReason> unavailable_reason_;
};

inline constinit Vgetrandom vgetrandom;

}  // namespace nacre::sys
