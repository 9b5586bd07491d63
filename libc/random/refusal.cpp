// SPDX-License-Identifier: MIT
#include "libc/random/refusal.hpp"

#include "libc/random/state_pool.hpp"
#include "libc/random/ways.hpp"
#include "sysdeps/contract/process.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

const char* refusal() {
  if (!sys::started()) return "the process has not started yet";
  if (!ways.vdso()) return kSwitchedOff;
  if (sys::vgetrandom.find() == nullptr) return sys::vgetrandom.refusal();
  return state_pool.refused() && state_pool.usage().states == 0 ? kMemoryRefused : nullptr;
}

}  // namespace nacre::random
