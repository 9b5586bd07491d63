// SPDX-License-Identifier: MIT
// Stores the latest results of each package in build/world/results, and makes tables and docs/world.md
// from them.
#pragma once
#include <string>

#include "tests/world/verdict.hpp"

namespace nacre::world {

// Stores the results of a package. `built` says whether it could be built with nacre.
void keep_results(const Package& package, bool built, Stock stock, const Verdict& verdict);

// The table that make check-world prints at its end. It has all packages that have results.
std::string table();
// The text of docs/world.md. Throws if a package has no results in the folder.
std::string page(const std::string& folder);
// The text of the README with the totals of the page.
std::string with_totals(const std::string& readme, const std::string& page);

}  // namespace nacre::world
