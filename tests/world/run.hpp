// SPDX-License-Identifier: MIT
// Builds and tests packages.
#pragma once
#include <string>
#include <vector>

namespace nacre::world {

// Writes the compilers that build the packages to build/world: cc and c++, which always link statically,
// and nacre-gcc and nacre-g++, which link as they are told.
void make_compilers();
// Can suites be kept from the rest of the machine? See tests/world/contained.
bool is_contained();
// Tests the named packages and those that they need. Returns the exit status.
int run(const std::vector<std::string>& names);

}  // namespace nacre::world
