// SPDX-License-Identifier: MIT
// Compares the results of a suite on nacre with its known failures, and with the results on stock musl.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/suites/record.hpp"
#include "tests/suites/suite.hpp"

namespace nacre::suites {

using States = std::map<std::string, State>;

struct Verdict {
  int passed = 0, failed = 0, known = 0, skipped = 0;
  std::vector<std::string> failures;  // one line for each
};

// Judges the results of a suite on `libc`, which is nacre or nacre-dynamic. `stock` has the results on
// stock musl, or is empty if the suite did not run there. A failure, or a test that cannot be built, is
// known if a row describes it, and stock musl's result agrees with the cause. `complete` says that all
// tests ran, so that each row must describe a failure.
Verdict judge(const std::string& libc, const States& nacre, const States& stock,
              const std::vector<Known>& known, bool complete);

}  // namespace nacre::suites
