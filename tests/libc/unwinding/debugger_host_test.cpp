// SPDX-License-Identifier: MIT
// Tests that gdb shows the whole stack of a program that has stopped in a function of the libc, or in a
// function that the libc called. gdb needs unwind tables of the libc for this.
#include <gtest/gtest.h>

#include "tests/support/host/built.hpp"
#include "tests/support/host/debugger.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class DebuggedStack : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_DEBUGGER();
    SKIP_WITHOUT_MODE(GetParam());
  }

  std::string program() const {
    return built(Command{in_sysroot("bin/nacre-gcc"), "-g", "-O1",
                         in_source("tests/libc/unwinding/projects/stacks.c")}
                     .add(link_options(GetParam())));
  }
  // Runs a case of stacks.c in gdb with these commands. Returns the stack that gdb prints.
  std::string backtrace(const std::string& name, std::vector<std::string> commands) const {
    commands.push_back("backtrace");
    return debugged(nacre_gdb(), commands, {program(), name});
  }
  // Returns whether the printed stack has frames of these functions, in this order from the top. Other
  // frames may be between them.
  static testing::AssertionResult has_frames(const std::string& printed,
                                             const std::vector<std::string>& functions) {
    size_t found = 0;
    for (const std::string& line : lines(printed))
      if (found < functions.size() &&
          matches(line, "^#[0-9]+ +(0x[0-9a-f]+ in )?<?" + functions[found] + "[ >]"))
        ++found;
    if (found == functions.size()) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "no frame of " << functions[found] << " in:\n" << printed;
  }
};

TEST_P(DebuggedStack, ProgramIsBuilt) { EXPECT_TRUE(exists(program())); }
TEST_P(DebuggedStack, ContinuesThroughAHandlerAndRaiseAndQsort) {
  EXPECT_TRUE(
      has_frames(backtrace("handler", {"handle SIGUSR1 nostop", "break here", "run"}),
                 {"here", "handler", "signal", "raise", "raises", "qsort[_r]*", "in_handler", "main"}));
}
TEST_P(DebuggedStack, IncludesMemcpyThatCrashed) {
  EXPECT_TRUE(has_frames(backtrace("memcpy", {"run"}), {"memcpy", "in_memcpy", "main"}));
}
TEST_P(DebuggedStack, IncludesAbort) {
  EXPECT_TRUE(has_frames(backtrace("abort", {"run"}), {"abort", "in_abort", "main"}));
}
TEST_P(DebuggedStack, IncludesFunctionsOfPrintf) {
  EXPECT_TRUE(has_frames(backtrace("stdio", {"run"}), {"vfprintf", "fprintf", "in_stdio", "main"}));
}
TEST_P(DebuggedStack, OfAThreadInReadEndsWhereTheThreadBegins) {
  const std::string printed = backtrace("thread", {"break here", "run", "thread 2"});
  EXPECT_TRUE(has_frames(printed, {"read", "reads", "start"}));
  EXPECT_FALSE(matches(printed, "^#[0-9]+ .*\\?\\?|corrupt|^Backtrace stopped")) << printed;
}
INSTANTIATE_TEST_SUITE_P(Mode, DebuggedStack, testing::Values("static", "static-pie", "dynamic"),
                         by_text);

}  // namespace
