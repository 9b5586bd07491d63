// SPDX-License-Identifier: MIT
// Tables of pseudo-random arguments. They are the same in each run and with each libc.
#pragma once
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>

namespace bench {

constexpr size_t kTable = 1024;

// Returns numbers from `low` to `high`, evenly distributed.
inline std::array<double, kTable> doubles_between(double low, double high, unsigned seed = 1) {
  std::mt19937_64 random(seed);
  std::array<double, kTable> table;
  for (double& number : table)
    number = low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
  return table;
}

// Returns finite numbers of any sign and exponent.
inline std::array<double, kTable> doubles_of_all_sizes() {
  std::mt19937_64 random(1);
  std::array<double, kTable> table;
  for (double& number : table) do
      number = std::bit_cast<double>(uint64_t{random()});
    while (!std::isfinite(number));
  return table;
}

}  // namespace bench
