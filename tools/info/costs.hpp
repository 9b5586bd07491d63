// SPDX-License-Identifier: MIT
// Measures what a draw of random bytes costs on this machine.
#pragma once
#include <cstddef>

namespace info {

struct Cost {
  const char* way;
  std::size_t bytes;
  double nanoseconds;  // of one draw; 0 if it failed
};

// Draws of 16 and 4096 bytes, by getrandom() and by the system call. Takes less than half a second.
inline constexpr std::size_t kCosts = 4;
struct Costs {
  Cost costs[kCosts];
};
Costs measure();

}  // namespace info
