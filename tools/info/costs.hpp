// SPDX-License-Identifier: MIT
// What a draw costs here and now.
#pragma once
#include <cstddef>

namespace info {

struct Cost {
  const char* way;
  std::size_t bytes;
  double nanoseconds;  // of one draw; 0 where it is refused
};

// By getrandom, and by the system call: of 16 bytes, and of 4096. Takes less than half a second.
inline constexpr std::size_t kCosts = 4;
struct Costs {
  Cost costs[kCosts];
};
Costs measure();

}  // namespace info
