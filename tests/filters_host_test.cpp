// SPDX-License-Identifier: MIT
// If a test is renamed or deleted, a filter of GoogleTest that names it selects nothing, and nobody
// notices. So each pattern of the filters in kernel/boot/tests and in the mutants must match a test.
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/mutation/mutant.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/test_list.hpp"

using namespace nacre::test;

namespace {

// Returns the patterns of `filter` that match none of the tests.
Strings patterns_without_test(const std::string& filter, const Strings& tests) {
  Strings unmatched;
  for (const std::string& part : split(filter, ':'))
    for (const std::string& pattern : split(part, '-'))
      if (!pattern.empty() && std::none_of(tests.begin(), tests.end(), [&](const std::string& test) {
            return fnmatch(pattern.c_str(), test.c_str(), 0) == 0;
          }))
        unmatched.push_back(pattern);
  return unmatched;
}

// Returns the tests of the programs that run in the virtual machines (guests) of kernel/boot.
Strings tests_of_guests() {
  Strings tests = tests_of("nacre-tests");
  for (const std::string& test : tests_of("kernel-conformance")) tests.push_back(test);
  return tests;
}

TEST(TestFilters, PatternWithoutTestIsReported) {
  EXPECT_EQ(patterns_without_test("One.*:-Two.Old*", {"One.First", "Two.New"}), Strings{"Two.Old*"});
}

TEST(TestFilters, EachPatternOfTheGuestsSelectsATest) {
  const Strings tests = tests_of_guests();
  for (const Strings& row : table_rows(read_file(in_source("kernel/boot/tests")))) {
    // sys_indirect is a system call that the patch in kernel/patches adds. Only a build for the patched
    // kernel has its tests.
    if (row[0] == "indirect") continue;
    EXPECT_EQ(patterns_without_test(row[1], tests), Strings{}) << row[0];
  }
}

TEST(TestFilters, EachMutantIsKilledByAnExistingTest) {
  const Strings tests = tests_of("nacre-tests"), tests_under_tsan = tests_of("host-tsan");
  for (const auto& mutant : nacre::mutation::find_mutants(in_source("tests")))
    for (const std::string& filter : mutant.values("killed_by"))
      EXPECT_EQ(
          patterns_without_test(filter, mutant.values("program").empty() ? tests : tests_under_tsan),
          Strings{})
          << mutant.name();
}

}  // namespace
