// SPDX-License-Identifier: MIT
// Chi-square test of counts against a uniform distribution, in standard deviations.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace statistics {

// A deviation beyond this bound, on either side, is a failure. A standard normal variable is beyond it
// once in 1.2 * 10^10. A run of `make check-statistics` tests about a thousand deviations, so about one
// run in 10^7 fails by chance.
constexpr double kBound = 6.5;

// Pearson's chi-square statistic of `bins` counts, with equal probabilities.
inline double chi_square(const std::uint32_t* counts, std::size_t bins) {
  double total = 0, squares = 0;
  for (std::size_t i = 0; i < bins; ++i) {
    total += counts[i];
    squares += static_cast<double>(counts[i]) * counts[i];
  }
  return total == 0 ? 0 : squares * static_cast<double>(bins) / total - total;
}

// Wilson-Hilferty approximation: converts a chi-square statistic to a standard normal deviate. It is
// accurate far into the tails from a few dozen degrees of freedom on. Negative if the counts are more
// even than expected.
inline double deviation(double statistic, double degrees_of_freedom) {
  const double variance = 2 / (9 * degrees_of_freedom);
  return (std::cbrt(statistic / degrees_of_freedom) - (1 - variance)) / std::sqrt(variance);
}

}  // namespace statistics
