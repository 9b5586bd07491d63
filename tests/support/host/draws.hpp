// SPDX-License-Identifier: MIT
// Do the random functions of a program use the vDSO? For programs that call draw() of draw.c, and the
// tests *_host_test.cpp.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "tests/support/host/command.hpp"

namespace nacre::test {

// Why this kernel's vDSO has no getrandom, for GTEST_SKIP. Empty if it has.
std::string no_vdso_getrandom();

// The command, traced: it must succeed with few system calls, or with one for each draw.
testing::AssertionResult draws_by_vdso(const Command& traced);
testing::AssertionResult draws_by_system_calls(const Command& traced);
// The beginning of such a command.
Command trace();

}  // namespace nacre::test
