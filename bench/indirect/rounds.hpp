// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <utility>
#include <vector>

#include "tools/measure/clock.hpp"

namespace bench {

enum Way { kPlain, kDirect, kIndirect, kFcntl, kWays };

// The times of one operation. Each round measures every method, one after the other. Methods are
// compared within a round, because the load of the machine changes between rounds.
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
