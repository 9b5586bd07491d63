// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

namespace test {

// Returns the names of the functions in sysdeps/linux/syscalls.list. The build generates the source.
std::vector<std::string> pass_through_names();

}  // namespace test
