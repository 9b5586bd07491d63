// SPDX-License-Identifier: MIT
// The results of the benchmark of methods to create close-on-exec descriptors.
#pragma once
#include <array>
#include <utility>
#include <vector>

#include "tools/measure/clock.hpp"

namespace bench {

enum Method { kPlain, kDirect, kIndirect, kFcntl, kMethods };

// The times of one operation, by the methods in ops.hpp. Each round measures every method, one after the
// other. Methods are compared within a round, because the load of the machine changes between rounds.
class Rounds {
 public:
  using Times = std::array<double, kMethods>;
  void add(const Times& times) { all_.push_back(times); }

  double ns(Method method) const {
    return median_of([method](const Times& times) { return times[method]; });
  }
  double ratio(Method method, Method to) const {
    return median_of([method, to](const Times& times) { return times[method] / times[to]; });
  }

 private:
  template <class Function>
  double median_of(const Function& function) const {
    std::vector<double> values;
    for (const Times& times : all_) values.push_back(function(times));
    return measure::median(std::move(values));
  }
  std::vector<Times> all_;
};

}  // namespace bench
