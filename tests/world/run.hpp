// SPDX-License-Identifier: MIT
// Builds packages with nacre and with stock musl, and runs their tests (make check-world).
#pragma once
#include <string>
#include <vector>

namespace nacre::world {

// Writes the compilers that build the packages to build/world: cc and c++, which always link statically,
// and nacre-gcc and nacre-g++, whose options say how to link.
void make_compilers();
// Can suites be isolated from the rest of the machine? See tests/world/isolated.
bool can_isolate();
// Tests the named packages and those that they need. Returns the exit status.
int run(const std::vector<std::string>& names);

}  // namespace nacre::world
