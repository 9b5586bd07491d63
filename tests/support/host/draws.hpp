// SPDX-License-Identifier: MIT
// Checks whether the random functions of a program use the vDSO or system calls. The program must call
// draw() of draw.c. For the tests *_host_test.cpp.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "tests/support/host/command.hpp"

namespace nacre::test {

// Returns why this kernel's vDSO has no getrandom, or an empty string if it has. For GTEST_SKIP.
std::string no_vdso_getrandom();

// The next two functions run a command that begins with trace(). The traced program must succeed.

// The program must make few getrandom system calls.
testing::AssertionResult draws_by_vdso(const Command& traced);
// The program must make one getrandom system call for each getrandom() call.
testing::AssertionResult draws_by_system_calls(const Command& traced);
// Returns the beginning of a command that traces a program. Tests add the program and its arguments.
Command trace();

}  // namespace nacre::test
