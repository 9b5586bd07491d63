// SPDX-License-Identifier: MIT
#pragma once
#include <string>

#include "bench/merge/machine.hpp"
#include "bench/merge/results.hpp"

namespace merge {

std::string as_csv(const Results& results);
std::string as_json(const Results& results, const Machine& machine);
std::string as_text(const Machine& machine);

// The file is whole at every moment: written beside, then renamed. Throws std::runtime_error when it
// cannot be.
void write_file(const std::string& path, const std::string& text);

}  // namespace merge
