// SPDX-License-Identifier: MIT
// Runs the test suites on nacre, stock musl and this machine's glibc (make check-suites).
#pragma once
#include <string>
#include <vector>

#include "tests/suites/suite.hpp"

namespace nacre::suites {

// Runs the named suites. Tests that already have a result are not run again. Returns the exit status.
int run(Tier tier, const std::vector<std::string>& names);

}  // namespace nacre::suites
