// SPDX-License-Identifier: MIT
// Tests the script make-syscall, which generates the source of a function from its line in a list of
// system calls. The folder make_syscall has the list for these tests, and a program that calls its
// functions.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

std::string input(const std::string& file) {
  return in_source("tests/sysdeps/linux/make_syscall/" + file);
}
Command make_syscall() { return {in_source("sysdeps/linux/make-syscall"), input("mine.list")}; }

// Generates the source of a function and compiles it.
testing::AssertionResult compiles(const std::string& name, const std::string& object) {
  const Output source = make_syscall().add({name}).run();
  if (source.status != 0) return testing::AssertionFailure() << source.err;
  return succeeds(libc_compiler(in_source())
                      .add({"-I" + input(""), "-x", "c++", "-", "-c", "-o", object})
                      .input(source.out));
}

// The functions whose lines have no error.
const std::vector<std::string> kCorrect{"mine_read", "mine_read_no_cancel", "mine_getppid", "mine_dup",
                                        "mine_undefined"};

class MakeSyscall : public testing::Test {
 protected:
  const TemporaryFolder folder;
};

TEST_F(MakeSyscall, PrintsTheNamesOfAList) {
  EXPECT_EQ(words(make_syscall().run().out),
            (std::vector<std::string>{"mine_read", "mine_read_no_cancel", "mine_getppid", "mine_dup",
                                      "mine_undefined", "mine_wrong_type", "mine_short_line",
                                      "mine_twice", "mine_twice"}));
}

class MakeSyscallOf : public MakeSyscall, public testing::WithParamInterface<std::string> {};
TEST_P(MakeSyscallOf, Compiles) { EXPECT_TRUE(compiles(GetParam(), folder.path("object.o"))); }
INSTANTIATE_TEST_SUITE_P(CorrectLine, MakeSyscallOf, testing::ValuesIn(kCorrect), by_text);

TEST_F(MakeSyscall, HeaderWithAnotherTypeStopsTheBuild) {
  const auto result = compiles("mine_wrong_type", folder.path("object.o"));
  EXPECT_FALSE(result);
  EXPECT_TRUE(matches(result.message(), "declares mine_wrong_type with another type"))
      << result.message();
}
TEST_F(MakeSyscall, MissingColumnIsReported) {
  EXPECT_TRUE(fails(make_syscall().add({"mine_short_line"}),
                    "the line of mine_short_line must have: name, number"));
}
TEST_F(MakeSyscall, DuplicateNameIsReported) {
  EXPECT_TRUE(fails(make_syscall().add({"mine_twice"}), "mine_twice has 2 lines, expected 1"));
}
TEST_F(MakeSyscall, MissingNameIsReported) {
  EXPECT_TRUE(fails(make_syscall().add({"mine_missing"}), "mine_missing has 0 lines, expected 1"));
}

class ProgramWithGeneratedFunctions : public MakeSyscall {
 protected:
  void SetUp() override {
    Command link{in_sysroot("bin/nacre-gcc"), "-static", input("calls.c"), "-o", program};
    for (const std::string& name : kCorrect) {
      ASSERT_TRUE(compiles(name, folder.path(name + ".o")));
      link.add({folder.path(name + ".o")});
    }
    linked = succeeds(link);
  }
  const std::string program = folder.path("calls");
  testing::AssertionResult linked = testing::AssertionFailure();
};
TEST_F(ProgramWithGeneratedFunctions, IsLinked) { EXPECT_TRUE(linked); }
// calls.c lists its checks: errno, ENOSYS and cancellation points.
TEST_F(ProgramWithGeneratedFunctions, PassesItsChecks) { EXPECT_TRUE(succeeds(Command{program})); }

}  // namespace
