// SPDX-License-Identifier: MIT
// Writes docs/suites.md.
#pragma once
#include <string>

namespace nacre::suites {

// The text of docs/suites.md, from the results in build/suites. A suite without full results on a libc
// keeps its row of the old page. If there is none, the row says so.
std::string page(const std::string& old_page);

}  // namespace nacre::suites
