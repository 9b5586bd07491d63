// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace merge {

// Properties of the machine that was measured: names and values, in display order.
using Machine = std::vector<std::pair<std::string, std::string>>;

Machine this_machine();

}  // namespace merge
