// SPDX-License-Identifier: MIT
// Tests libgcov, which the build compiles from gcc's source, through the options --coverage and
// -fprofile-generate.
#include <gtest/gtest.h>

#include <map>

#include "tests/libc/cxx/gcc_libraries.hpp"

using namespace nacre::test;

namespace {

// Compiles and runs projects/cover.c in a temporary folder, because the compiler, the program and gcov
// write files into the current folder.
class Steps {
 public:
  explicit Steps(const std::string& mode) : options_(link_options(mode)) {
    folder.file("cover.c", read_file(cxx_test_program("cover.c")));
  }
  Steps(const Steps&) = delete;
  Output run(Command command) const { return command.in(folder.path()).run(); }
  Output gcc(std::vector<std::string> words) const {
    return run(Command{in_sysroot("bin/nacre-gcc")}.add(options_).add(std::move(words)));
  }
  Output program() const { return run(Command{folder.path("cover")}); }

  const TemporaryFolder folder;

 private:
  const std::vector<std::string> options_;
};

// --coverage: compile, link, run the program twice, and read the counts with gcov.
struct CountedSteps : Steps {
  using Steps::Steps;
  const Output compile = gcc({"--coverage", "-c", "cover.c", "-o", "cover.o"});
  const Output link = gcc({"--coverage", "cover.o", "-o", "cover"});
  const Output first = program(), second = program();
  const Output gcov = run(Command{setting("CROSS") + "gcov", "cover.c"});
};

// -fprofile-generate: compile, link, run, and compile again with the profile that the program wrote.
struct ProfiledSteps : Steps {
  using Steps::Steps;
  const Output compile = gcc({"-O2", "-fprofile-generate", "-c", "cover.c", "-o", "cover.o"});
  const Output link = gcc({"-fprofile-generate", "cover.o", "-o", "cover"});
  const Output first = program();
  const Output use =
      gcc({"-O2", "-fprofile-use", "-Werror=missing-profile", "cover.c", "-c", "-o", "cover.o"});
};

// The steps of each link mode (static, static-pie or dynamic) run once. All tests of the mode check
// their results.
template <class Kind>
class OfMode : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { SKIP_WITHOUT_GCC_LIBRARIES(); }
  const Kind& steps() const {
    static std::map<std::string, Kind> all;
    return all.try_emplace(GetParam(), GetParam()).first->second;
  }
};
testing::AssertionResult succeeded(const Output& output) {
  if (output.status == 0) return testing::AssertionSuccess();
  return testing::AssertionFailure() << output.status << ": " << output.all();
}
const auto kModes = testing::Values("static", "static-pie", "dynamic");

class CountedCoverage : public OfMode<CountedSteps> {};
TEST_P(CountedCoverage, Compiles) { EXPECT_TRUE(succeeded(steps().compile)); }
TEST_P(CountedCoverage, Links) { EXPECT_TRUE(succeeded(steps().link)); }
TEST_P(CountedCoverage, Runs) { EXPECT_EQ(steps().first.out, "4\n"); }
TEST_P(CountedCoverage, RunsAgain) { EXPECT_EQ(steps().second.out, "4\n"); }
TEST_P(CountedCoverage, GcovReadsTheCounts) { EXPECT_TRUE(succeeded(steps().gcov)); }
// Each run executes line 7 four times, so gcov must report the count 8.
TEST_P(CountedCoverage, BothRunsAreCounted) {
  const std::string report = read_file(steps().folder.path("cover.c.gcov"));
  EXPECT_TRUE(matches(report, "^ +8: +7: +return 1")) << report;
}
INSTANTIATE_TEST_SUITE_P(Mode, CountedCoverage, kModes, by_text);

class Profile : public OfMode<ProfiledSteps> {};
TEST_P(Profile, Compiles) { EXPECT_TRUE(succeeded(steps().compile)); }
TEST_P(Profile, Links) { EXPECT_TRUE(succeeded(steps().link)); }
TEST_P(Profile, Runs) { EXPECT_EQ(steps().first.out, "4\n"); }
TEST_P(Profile, IsFoundByTheNextCompilation) { EXPECT_TRUE(succeeded(steps().use)); }
INSTANTIATE_TEST_SUITE_P(Mode, Profile, kModes, by_text);

TEST(CoverageLibrary, IsThatOfTheSysroot) {
  SKIP_WITHOUT_GCC_LIBRARIES();
  const TemporaryFolder folder;  // for the files that the compiler writes into the current folder
  EXPECT_EQ(
      linked_from(
          Command{in_sysroot("bin/nacre-gcc"), "-static", "--coverage", cxx_test_program("cover.c")}.in(
              folder.path()),
          "libgcov"),
      only_in_sysroot("libgcov"));
}

// clang's --coverage needs a library of compiler-rt, which the sysroot does not have.
TEST(CoverageOfClang, ErrorSaysThatTheProfileLibraryIsMissing) {
  SKIP_WITHOUT_GCC_LIBRARIES();
  if (find_program("clang").empty()) GTEST_SKIP() << "there is no clang on this machine";
  const TemporaryFolder folder;
  EXPECT_TRUE(fails(Command{in_sysroot("bin/nacre-clang"), "--coverage", cxx_test_program("cover.c"),
                            "-o", folder.path("cover")},
                    "profile library"));
}

}  // namespace
