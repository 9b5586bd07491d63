// SPDX-License-Identifier: MIT
// The kernel's vDSO getrandom (Linux 6.11), asked once for its parameters, then called with a state.
#pragma once
#include <stddef.h>
#include <vgetrandom_abi.hpp>

#include "support/atomic.hpp"
#include "support/result.hpp"
#include "support/unavailable_reason.hpp"

namespace nacre::sys {

class Vgetrandom {
 public:
  // The function if it is known already, without a call.
  VgetrandomFunction* known() const { return function_.load(Order::acquire); }

  // The kernel's function, which the first call looks up. Null if the kernel has none or the function
  // refused (hazard malformed-vdso). Only after the process has started.
  VgetrandomFunction* find();

  // Why there is none, once that is known: `none` before, or where there is one.
  UnavailableReason unavailable_reason() const { return unavailable_reason_.load(Order::relaxed); }

  // How long a state is, in bytes, and how the kernel wants its pages mapped.
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
