// SPDX-License-Identifier: MIT
// Tests the functions that find and run programs for other tests.
#include "tests/support/host/command.hpp"

#include <gtest/gtest.h>

using namespace nacre::test;

namespace {

TEST(FindProgram, SearchesANameInPath) {
  EXPECT_TRUE(find_program("sh").ends_with("/sh"));
  EXPECT_EQ(find_program("no-such-program"), "");
}
// The cross compilers are in the download cache, and config.mk has their paths.
TEST(FindProgram, AcceptsAPath) {
  EXPECT_EQ(find_program("/bin/sh"), "/bin/sh");
  EXPECT_EQ(find_program("/bin/no-such-program"), "");
  EXPECT_EQ(find_program("/bin"), "");
}

}  // namespace
