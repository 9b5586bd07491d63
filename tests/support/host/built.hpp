// SPDX-License-Identifier: MIT
// Compiles and links programs for the tests *_host_test.cpp, and skips tests of parts that the sysroot
// does not have.
#pragma once
#include <string>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// Adds "-o FILE" to the command of a compiler or linker, runs it, and returns FILE, a temporary file. A
// command that was run before is not run again: its file is shared by all tests of the process. If the
// command fails, the test fails.
std::string built(const Command& command);

// Returns the compiler's options for a link mode: "static", "static-pie" or "dynamic" (no option).
std::vector<std::string> link_options(const std::string& mode);
// Skips a test of libc.so or dynamic programs if the sysroot has no libc.so.
#define SKIP_WITHOUT_SHARED()                                       \
  if (!nacre::test::exists(nacre::test::in_sysroot("lib/libc.so"))) \
  GTEST_SKIP() << "this sysroot was made with --disable-shared"
// Skips a test of the C++ library if the sysroot has none.
#define SKIP_WITHOUT_CXX()                                          \
  if (!nacre::test::exists(nacre::test::in_sysroot("include/c++"))) \
  GTEST_SKIP() << "this sysroot has no C++ library"
// Skips a test of this link mode if the sysroot does not support it.
#define SKIP_WITHOUT_MODE(mode) \
  if (std::string(mode) == "dynamic") SKIP_WITHOUT_SHARED()

}  // namespace nacre::test
