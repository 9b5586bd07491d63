// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace bench {

// Zipf distribution over `count` numbers: the number of rank r has a frequency proportional to
// 1 / r^exponent. The ranks are assigned randomly.
class Zipf {
 public:
  Zipf(std::size_t count, double exponent, std::uint64_t seed)
      : random_(seed), below_(count), of_(count) {
    double sum = 0;
    for (std::size_t rank = 0; rank < count; ++rank) {
      sum += std::pow(static_cast<double>(rank + 1), -exponent);
      below_[rank] = sum;
      of_[rank] = static_cast<std::uint32_t>(rank);
    }
    std::shuffle(of_.begin(), of_.end(), random_);
  }

  std::uint32_t draw() {
    const double point = std::uniform_real_distribution<double>(0, below_.back())(random_);
    const auto rank = std::upper_bound(below_.begin(), below_.end() - 1, point) - below_.begin();
    return of_[static_cast<std::size_t>(rank)];
  }

 private:
  std::mt19937_64 random_;
  std::vector<double> below_;
  std::vector<std::uint32_t> of_;
};

}  // namespace bench
