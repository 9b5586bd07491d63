// SPDX-License-Identifier: MIT
// Tests constructors and destructors of shared libraries. tests/musl/constructors.c and exit_again.c
// test those of programs.
//
// projects/constructors/program.c opens library.c and returns from main. It must print
// "constructed again last forked:0". The library's constructor gets the arguments of main
// ("constructed"). Its first destructor ("again") calls exit, so exit must go on with its second
// destructor ("last") and with the program's destructor, which forks.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class LibraryConstructors : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(in_sysroot("lib/libc.so")))
      GTEST_SKIP() << "this sysroot was made with --disable-shared";
    ASSERT_TRUE(succeeds(compile("library.c").add({"-shared", "-fPIC", "-o", "library.so"})));
    ASSERT_TRUE(succeeds(compile("program.c").add({"-o", "program"})));
    ended = Command{folder.path("program"), "./library.so"}.in(folder.path()).run();
  }
  Command compile(const std::string& source) const {
    return Command{in_sysroot("bin/nacre-gcc"), "-O1",
                   in_source("tests/libc/musl/projects/constructors/" + source)}
        .in(folder.path());
  }
  const TemporaryFolder folder;
  Output ended;
};

TEST_F(LibraryConstructors, LibraryAndProgramAreLinked) {
  EXPECT_TRUE(exists(folder.path("library.so")));
  EXPECT_TRUE(exists(folder.path("program")));
}
TEST_F(LibraryConstructors, GetTheArgumentsAndTheEnvironment) {
  EXPECT_TRUE(ended.out.starts_with("constructed")) << ended.all();
}
TEST_F(LibraryConstructors, ExitInADestructorRunsTheOthers) {
  EXPECT_TRUE(ended.out.find(" again last") != ended.out.npos) << ended.all();
}
TEST_F(LibraryConstructors, DestructorMayFork) {
  EXPECT_TRUE(ended.out.ends_with(" again last forked:0")) << ended.all();
}
TEST_F(LibraryConstructors, StatusIsThatOfTheLastCallOfExit) {
  EXPECT_EQ(ended.status, 4) << ended.all();
}

}  // namespace
