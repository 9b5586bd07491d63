// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

namespace test {

// The functions of sysdeps/linux/syscalls.list. The build generates this from the list.
std::vector<std::string> pass_through_names();

}  // namespace test
