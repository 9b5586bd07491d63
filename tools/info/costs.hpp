// SPDX-License-Identifier: MIT
// Measures how long draws of random bytes take on this machine. A draw is one call that returns random
// bytes.
#pragma once
#include <cstddef>

namespace info {

struct Cost {
  const char* call;  // "getrandom" or "system call"
  std::size_t bytes;
  double nanoseconds;  // of one draw; 0 if it failed
};

// Measures draws of 16 and 4096 bytes, by getrandom() and by the system call. Takes less than half a
// second.
inline constexpr std::size_t kCosts = 4;
struct Costs {
  Cost costs[kCosts];
};
Costs measure();

}  // namespace info
