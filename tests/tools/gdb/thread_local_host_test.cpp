// SPDX-License-Identifier: MIT
// Tests that nacre-gdb reads thread-local variables, with the libthread_db of the sysroot.
#include <gtest/gtest.h>

#include "tests/support/host/built.hpp"
#include "tests/support/host/debugger.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

using Values = std::vector<std::string>;

// Returns the values that gdb's "print" commands printed.
Values values(const std::string& printed) {
  Values found;
  for (const std::string& line : lines(printed))
    if (matches(line, "^\\$[0-9]* = ")) found.push_back(line.substr(line.find(" = ") + 3));
  return found;
}

std::string source(const std::string& name) { return in_source("tests/tools/gdb/projects/" + name); }

const auto kModes = testing::Values("static", "static-pie", "dynamic");

class ThreadLocal : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_DEBUGGER();
    SKIP_WITHOUT_MODE(GetParam());
    if (!exists(in_sysroot("lib/gdb/libthread_db.so.1")))
      GTEST_SKIP() << "libthread_db is built only for x86_64 and aarch64, without a cross compiler";
  }
  std::string program(const std::string& mode) const {
    return built(
        Command{in_sysroot("bin/nacre-gcc"), "-g", source("thread_local.c")}.add(link_options(mode)));
  }
  std::string program() const { return program(GetParam()); }
};
// gdb commands that stop the program in here() of thread_local.c, and print the variables of both
// threads. Thread 1 has set them to 10 and 11, and thread 2 to 20 and 21.
const std::vector<std::string> kInBothThreads = {"break here",
                                                 "run",
                                                 "up",
                                                 "thread 1",
                                                 "print initialized",
                                                 "print zeros[99]",
                                                 "thread 2",
                                                 "print initialized",
                                                 "print zeros[99]"};

TEST_P(ThreadLocal, ProgramIsBuilt) { EXPECT_TRUE(exists(program())); }
TEST_P(ThreadLocal, VariableIsReadAtTheStart) {
  const std::string printed =
      debugged(nacre_gdb(), {"break main", "run", "print initialized"}, {program()});
  EXPECT_EQ(values(printed), Values{"1"}) << printed;
}
TEST_P(ThreadLocal, VariablesAreReadInEachThread) {
  const std::string printed = debugged(nacre_gdb(), kInBothThreads, {program()});
  EXPECT_EQ(values(printed), (Values{"10", "11", "20", "21"})) << printed;
}
INSTANTIATE_TEST_SUITE_P(Mode, ThreadLocal, kModes, by_text);

// Reads the variable of a library that the program opens with dlopen, and one of the program. Thread 1
// has set them to 12 and 11, and thread 2 to 22 and 21.
class ThreadLocalOfLibrary : public ThreadLocal {
 protected:
  std::string library() const {
    return built(Command{in_sysroot("bin/nacre-gcc"), "-g", "-shared", "-fPIC",
                         source("thread_local_library.c")});
  }
};
TEST_P(ThreadLocalOfLibrary, IsBuilt) { EXPECT_TRUE(exists(library())); }
TEST_P(ThreadLocalOfLibrary, IsRead) {
  const std::string printed =
      debugged(nacre_gdb(),
               {"break here", "run", "thread 1", "print of_library", "print zeros[99]", "thread 2",
                "print of_library", "print zeros[99]"},
               {program(), library()});
  EXPECT_EQ(values(printed), (Values{"12", "11", "22", "21"})) << printed;
}
INSTANTIATE_TEST_SUITE_P(Mode, ThreadLocalOfLibrary, testing::Values("dynamic"), by_text);

// Shows that the tests above can fail: the machine's gdb cannot read the variables.
class ThreadLocalByPlainGdb : public ThreadLocal {};
TEST_P(ThreadLocalByPlainGdb, IsNotRead) {
  EXPECT_NE(values(debugged("gdb", kInBothThreads, {program()})), (Values{"10", "11", "20", "21"}));
}
INSTANTIATE_TEST_SUITE_P(Mode, ThreadLocalByPlainGdb, kModes, by_text);

}  // namespace
