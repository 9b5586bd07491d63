// SPDX-License-Identifier: MIT
// Converts random numbers to text and back, and compares the results with musl's exact conversions.
#pragma once
#include <string>

#include "tests/support/random.hpp"

namespace nacre::test {

class NumberDifferential {
 public:
  explicit NumberDifferential(unsigned long long seed) : random_(seed) {}

  // Each function makes one or a few random numbers or texts, and converts them in the current rounding
  // mode. Returns the number of conversions. If a result is wrong, throws std::runtime_error with the
  // arguments and the results.
  int scan();
  int print();

 private:
  Random random_;

  double number();
  std::string random_digits();
  std::string near_midpoint();
  std::string text();
};

// Compares the conversion of one text by strtod, strtof and sscanf, and returns the number of
// conversions. Throws std::runtime_error if a result is wrong.
int compare_scan(const std::string& text);
// The same for snprintf of one number.
int compare_print(const std::string& format, int precision, double number);

}  // namespace nacre::test
