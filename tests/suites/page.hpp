// SPDX-License-Identifier: MIT
// Writes docs/suites.md.
#pragma once
#include <string>

namespace nacre::suites {

// The text of docs/suites.md, from the results in build/suites. Throws if a suite has no full results.
std::string page();

}  // namespace nacre::suites
