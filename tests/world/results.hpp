// SPDX-License-Identifier: MIT
// The latest results of each package, in build/world/results, and what is made of them.
#pragma once
#include <string>

#include "tests/world/verdict.hpp"

namespace nacre::world {

void keep_results(const Package& package, bool built, Stock stock, const Verdict& verdict);

// For the end of make check-world: the packages that have results.
std::string table();
// docs/world.md. Throws if a package has no results in the folder.
std::string page(const std::string& folder);
// The README with the totals of the page.
std::string with_totals(const std::string& readme, const std::string& page);

}  // namespace nacre::world
