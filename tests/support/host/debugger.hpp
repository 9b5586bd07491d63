// SPDX-License-Identifier: MIT
// gdb on a program of the sysroot, for the tests *_host_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "tests/support/host/command.hpp"

namespace nacre::test {

// Why gdb cannot be used here. Empty if it can.
const std::string& no_debugger();
#define SKIP_WITHOUT_DEBUGGER() \
  if (!no_debugger().empty()) GTEST_SKIP() << no_debugger()

// All that gdb prints when it takes these commands, without the settings of the user. `debugger` is
// the sysroot's nacre-gdb or another one; `program` is a program with its arguments.
std::string debugged(const std::string& debugger, const std::vector<std::string>& commands,
                     const std::vector<std::string>& program);
std::string nacre_gdb();

}  // namespace nacre::test
