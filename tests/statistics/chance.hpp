// SPDX-License-Identifier: MIT
// How far a count is from what chance gives, in standard deviations of a normal variable.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace statistics {

// Chance goes beyond it on either side once in 1.2 * 10^10 (the normal distribution's tails). With the
// thousand figures of a whole check-statistics, there is one false alarm in 10^7 of those.
constexpr double kBound = 6.5;

// Pearson's sum over `bins` that are equally likely.
inline double chi_square(const std::uint32_t* counts, std::size_t bins) {
  double total = 0, squares = 0;
  for (std::size_t i = 0; i < bins; ++i) {
    total += counts[i];
    squares += static_cast<double>(counts[i]) * counts[i];
  }
  return total == 0 ? 0 : squares * static_cast<double>(bins) / total - total;
}

// Such a sum as a normal deviation: Wilson and Hilferty's cube root, which is good far into the tails
// from some dozens of degrees of freedom on. Negative where the counts are more even than by chance.
inline double deviation(double sum, double degrees) {
  const double variance = 2 / (9 * degrees);
  return (std::cbrt(sum / degrees) - (1 - variance)) / std::sqrt(variance);
}

}  // namespace statistics
