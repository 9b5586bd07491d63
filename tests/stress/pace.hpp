// SPDX-License-Identifier: MIT
#pragma once
#include <unistd.h>

#include <chrono>

#include "tests/stress/checker.hpp"

namespace stress {

// Limits the rate at which the stress test storm.cpp draws, so that the table (value_table.hpp) has room
// for all values until the end. Then every value is compared with every other.
class Pace {
 public:
  // Begins a run of this duration.
  void set(unsigned seconds) {
    begin_ = Clock::now();
    per_second_ = static_cast<double>(checker.capacity()) / seconds;
  }
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }
  // Waits while the number of values drawn is more than 0.1 seconds ahead of the rate.
  void keep() const {
    constexpr double kAhead = 0.1;
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
