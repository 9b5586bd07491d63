// SPDX-License-Identifier: MIT
// Random numbers with a Zipf distribution.
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
      : random_(seed), cumulative_(count), numbers_(count) {
    double sum = 0;
    for (std::size_t rank = 0; rank < count; ++rank) {
      sum += std::pow(static_cast<double>(rank + 1), -exponent);
      cumulative_[rank] = sum;
      numbers_[rank] = static_cast<std::uint32_t>(rank);
    }
    std::shuffle(numbers_.begin(), numbers_.end(), random_);
  }

  std::uint32_t draw() {
    const double point = std::uniform_real_distribution<double>(0, cumulative_.back())(random_);
    const auto rank =
        std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, point) - cumulative_.begin();
    return numbers_[static_cast<std::size_t>(rank)];
  }

 private:
  std::mt19937_64 random_;
  std::vector<double> cumulative_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace bench
