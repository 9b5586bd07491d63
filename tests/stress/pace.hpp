// SPDX-License-Identifier: MIT
#pragma once
#include <unistd.h>

#include <chrono>

#include "tests/stress/checker.hpp"

namespace stress {

// Limits the rate of draws, so that the table has room for all values until the end. Then every value is
// compared with every other.
class Pace {
 public:
  void set(unsigned seconds) {
    begin_ = Clock::now();
    per_second_ = static_cast<double>(checker.capacity()) / seconds;
  }
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }
  // Waits while the storm has drawn more values than this rate allows.
  void keep() const {
    constexpr double kAhead = 0.1;  // seconds
    while (static_cast<double>(checker.tallies().values) > per_second_ * (elapsed() + kAhead))
      usleep(500);
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin_;
  double per_second_ = 1;
};

inline constinit Pace pace;

}  // namespace stress
