// SPDX-License-Identifier: MIT
// Measurements in a new process.
#pragma once
#include <string>
#include <vector>

namespace bench {

// Starts this program again with the same arguments and the arguments `more`, and returns the number
// that it prints. Throws if the program fails or prints no number.
double number_from_fresh_process(const std::vector<std::string>& more);

}  // namespace bench
