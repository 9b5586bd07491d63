// SPDX-License-Identifier: MIT
// Lets pass_through_test.cpp check that it calls each function of sysdeps/linux/syscalls.list.
#pragma once
#include <string>
#include <vector>

namespace test {

// Returns the names of the functions in sysdeps/linux/syscalls.list. The build generates the definition
// of this function with the script make-pass-through-names.
std::vector<std::string> pass_through_names();

}  // namespace test
