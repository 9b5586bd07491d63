// SPDX-License-Identifier: MIT
// Tests that std::random_device gets its numbers from arc4random. On x86, unpatched libstdc++ executes
// RDSEED or RDRAND instead.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class RandomDevice : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(in_sysroot("lib/libstdc++.a"))) GTEST_SKIP() << "this sysroot has no C++ library";
  }
  // Compiles projects/random_device_NAME.cpp and returns the path of the program.
  std::string build(const std::string& name) const {
    EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-g++"), "-static", "-O2",
                                 in_source("tests/libc/cxx/projects/random_device_" + name + ".cpp"),
                                 "-o", folder.path(name)}));
    return folder.path(name);
  }
  const TemporaryFolder folder;
};

TEST_F(RandomDevice, LibraryRefersToArc4random) {
  const std::string symbols = Command{"nm", "-u", in_sysroot("lib/libstdc++.a")}.run().out;
  EXPECT_TRUE(matches(symbols, "^ +U arc4random$"));
}

// The program prints the number of calls of arc4random, and 1 if each number came from arc4random.
TEST_F(RandomDevice, CallsArc4randomForEachOf1000Numbers) {
  EXPECT_TRUE(prints(Command{build("source")}, "1000 1"));
}

TEST_F(RandomDevice, NumbersRepeatThemselvesOnlyByChance) {
  EXPECT_TRUE(succeeds(Command{build("duplicates")}));
}

}  // namespace
