// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

namespace nacre::sys {

// The numbers that <sys/syscall.h> names, which the build reads there.
constexpr uint32_t kCallNumbers[] = {
#include <call_numbers.h>
};

// Not: what this kernel has. That only the call itself would tell.
inline bool is_named_call(long number) {
  for (const uint32_t one : kCallNumbers)
    if (static_cast<long>(one) == number) return true;
  return false;
}

}  // namespace nacre::sys
