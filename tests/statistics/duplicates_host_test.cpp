// SPDX-License-Identifier: MIT
// getrandom() must not return a value twice: in threads, forked children and nested signal handlers, and
// while the pages of its states are dropped. `make check-statistics` has larger runs of this test.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/draws.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// The parameters are DRAWS BYTES THREADS [drop], the arguments of duplicates.cpp.
class DuplicateValues : public testing::TestWithParam<std::string> {};
TEST_P(DuplicateValues, DoNotAppear) {
  const std::vector<std::string> arguments = words(GetParam());
  if (const std::string why = no_vdso_getrandom(); arguments.back() == "drop" && !why.empty())
    GTEST_SKIP() << why;
  EXPECT_TRUE(succeeds(Command{in_build("tests/statistics/duplicates")}.add(arguments).seconds(1500)));
}
INSTANTIATE_TEST_SUITE_P(In, DuplicateValues,
                         testing::Values("1000000 16 8", "1000000 16 8 drop", "50000 1024 8 drop"),
                         by_text);

// --inject makes two values equal, puts zeros into two draws, and makes a child fail. Each parameter is
// a part of the expected output.
class InjectedDuplicateValues : public testing::TestWithParam<std::string> {};
TEST_P(InjectedDuplicateValues, AreReportedAndNothingElse) {
  EXPECT_TRUE(fails(Command{in_build("tests/statistics/duplicates"), "20000", "16", "8", "--inject"},
                    GetParam()));
}
INSTANTIATE_TEST_SUITE_P(As, InjectedDuplicateValues,
                         testing::Values("children-lost 1,", "duplicates 1,", "zero-runs 2,",
                                         "bad: children-lost duplicates zero-runs$"),
                         by_text);

}  // namespace
