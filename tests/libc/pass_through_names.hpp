// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

namespace test {

// Returns the names of the functions in sysdeps/linux/syscalls.list. The build generates the definition
// with make-pass-through-names.
std::vector<std::string> pass_through_names();

}  // namespace test
