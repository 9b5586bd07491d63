// SPDX-License-Identifier: MIT
// Tests that the results of an interrupted run are kept if the key is the same, and removed if it is
// not. The key is a hash of the libraries, the recipe and the sources.
#include "tests/suites/record.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/host/files.hpp"

using namespace nacre::suites;

namespace {

TEST(SuiteRecord, KeepsResultsUnderTheSameKey) {
  const nacre::test::TemporaryFolder folder;
  const std::string path = folder.path("results");
  {
    Record record(path, "1");
    EXPECT_FALSE(record.continues());
    record.add("a", State::passed);
    record.add("b/c", State::unbuilt);
  }
  const Record record(path, "1");
  EXPECT_TRUE(record.continues());
  const std::map<std::string, State> expected{{"a", State::passed}, {"b/c", State::unbuilt}};
  EXPECT_EQ(record.states(), expected);
}

TEST(SuiteRecord, RemovesResultsWithAnotherKey) {
  const nacre::test::TemporaryFolder folder;
  const std::string path = folder.path("results");
  Record(path, "1").add("a", State::passed);
  EXPECT_FALSE(Record(path, "2").has("a"));
  EXPECT_FALSE(Record(path, "1").has("a"));
}

// A run that is killed while it writes a result leaves an incomplete line.
TEST(SuiteRecord, IgnoresAnIncompleteLine) {
  const nacre::test::TemporaryFolder folder;
  const std::string path = folder.path("results");
  Record(path, "1").add("a", State::failed);
  std::ofstream(path, std::ios::app) << "passed";
  EXPECT_EQ(Record(path, "1").states().size(), 1u);
}

TEST(SuiteRecord, RemembersAFullRunUnderTheSameKey) {
  const nacre::test::TemporaryFolder folder;
  const std::string path = folder.path("results");
  Record(path, "1").add("a", State::passed);
  EXPECT_FALSE(read_results(path).full);
  Record(path, "1").add_full();
  EXPECT_TRUE(read_results(path).full);
  Record(path, "1").add("b", State::passed);
  EXPECT_TRUE(read_results(path).full);
  const Record other(path, "2");
  EXPECT_FALSE(read_results(path).full);
}

TEST(SuiteRecord, CountsStates) {
  const Counts count = counts({{"a", State::passed},
                               {"b", State::failed},
                               {"c", State::skipped},
                               {"d", State::unbuilt},
                               {"e", State::passed}});
  EXPECT_EQ(count.passed, 2);
  EXPECT_EQ(count.failed, 1);
  EXPECT_EQ(count.skipped, 1);
  EXPECT_EQ(count.unbuilt, 1);
  EXPECT_EQ(count.built(), 4);
}

}  // namespace
