// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <utility>
#include <vector>

#include "tools/measure/clock.hpp"

namespace bench {

enum Way { kPlain, kDirect, kIndirect, kFcntl, kWays };

// Of one operation: each round has what every way took, one after the other. Ways are compared within a
// round, for what else the machine does changes from one to the next.
class Rounds {
 public:
  using Times = std::array<double, kWays>;
  void add(const Times& times) { all_.push_back(times); }

  double ns(Way way) const {
    return median_of([way](const Times& times) { return times[way]; });
  }
  double ratio(Way way, Way to) const {
    return median_of([way, to](const Times& times) { return times[way] / times[to]; });
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
