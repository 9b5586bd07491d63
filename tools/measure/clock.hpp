// SPDX-License-Identifier: MIT
// Time measurement for nacre-info and the benchmarks.
#pragma once
#include <time.h>

#include <algorithm>
#include <vector>

namespace measure {

inline double now_ns() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

// Returns the median. `samples` must not be empty.
inline double median(std::vector<double> samples) {
  const auto middle = samples.begin() + static_cast<long>(samples.size() / 2);
  std::nth_element(samples.begin(), middle, samples.end());
  return *middle;
}

}  // namespace measure
