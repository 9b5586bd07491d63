// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

namespace bench {

// Starts this program again, with the same arguments and more, and returns the number that it prints.
// Throws when it does not print one.
double number_from_fresh_process(const std::vector<std::string>& more);

}  // namespace bench
