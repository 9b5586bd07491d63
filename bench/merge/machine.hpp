// SPDX-License-Identifier: MIT
// The description of the machine, which is part of the results.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace merge {

// Names and values of properties, in display order. The property "processor" is the name of the folder
// in bench/results for this kind of processor.
using Machine = std::vector<std::pair<std::string, std::string>>;

Machine this_machine();

}  // namespace merge
