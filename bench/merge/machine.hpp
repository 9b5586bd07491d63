// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace merge {

// What the figures were measured on: names and values, in the order they are shown.
using Machine = std::vector<std::pair<std::string, std::string>>;

Machine this_machine();

}  // namespace merge
