// SPDX-License-Identifier: MIT
#pragma once
#include <string>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// Runs a compiler or linker with "-o FILE" and returns FILE, for the tests *_host_test.cpp. All tests of
// the process share the file, so that each command runs once. If the command fails, so does the test.
std::string built(const Command& command);

// The options of a way to link: "static", "static-pie" or "dynamic".
std::vector<std::string> link_options(const std::string& mode);
// Skip a test of libc.so, or of dynamic programs, if the sysroot has none.
#define SKIP_WITHOUT_SHARED()                                       \
  if (!nacre::test::exists(nacre::test::in_sysroot("lib/libc.so"))) \
  GTEST_SKIP() << "this sysroot was made with --disable-shared"
// The same for a test of the C++ library.
#define SKIP_WITHOUT_CXX()                                          \
  if (!nacre::test::exists(nacre::test::in_sysroot("include/c++"))) \
  GTEST_SKIP() << "this sysroot has no C++ library"
#define SKIP_WITHOUT_MODE(mode) \
  if (std::string(mode) == "dynamic") SKIP_WITHOUT_SHARED()

}  // namespace nacre::test
