// SPDX-License-Identifier: MIT
// Formats the results as CSV, JSON and text, and writes files.
#pragma once
#include <string>

#include "bench/merge/machine.hpp"
#include "bench/merge/results.hpp"

namespace merge {

std::string as_csv(const Results& results, const Unit& unit);
std::string as_json(const Results& results, const Unit& unit, const Machine& machine);
std::string as_text(const Machine& machine);

// Writes a temporary file and renames it, so that the file is always complete. Throws std::runtime_error
// on failure.
void write_file(const std::string& path, const std::string& text);

}  // namespace merge
