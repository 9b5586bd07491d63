// SPDX-License-Identifier: MIT
// Runs gdb on programs of the sysroot, for the tests *_host_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "tests/support/host/command.hpp"

namespace nacre::test {

// Returns why gdb cannot be used here, or an empty string if it can.
const std::string& no_debugger();
#define SKIP_WITHOUT_DEBUGGER() \
  if (!no_debugger().empty()) GTEST_SKIP() << no_debugger()

// Runs a debugger with these commands, without the user's settings, and returns its output. `debugger`
// is nacre_gdb() or another gdb. `program` is a program with its arguments.
std::string debugged(const std::string& debugger, const std::vector<std::string>& commands,
                     const std::vector<std::string>& program);
// Returns the path of the sysroot's gdb.
std::string nacre_gdb();

}  // namespace nacre::test
