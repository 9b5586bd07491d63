// SPDX-License-Identifier: MIT
// Tests the tests of MAP_DROPPABLE in droppable_test.cpp: they must fail if the memory lacks the
// properties that they check. With ordinary memory, each of them must fail. One of them must fail if
// half of a page is dropped, and another if one page too many is dropped. kernel/README.md must list the
// properties.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

using Names = std::set<std::string>;

// The output of droppable_test.cpp with an injected fault.
struct Results {
  std::string log;
  // Returns the tests with this result: "OK" or "FAILED".
  Names tests_with(const std::string& result) const {
    return captures(log, "^\\[ +" + result + " +\\] Droppable\\.([A-Za-z0-9]+) \\(");
  }
};

// Runs the tests of droppable_test.cpp that match `filter`. `fault` is one of the faults in
// droppable_memory.hpp, or "no-fault". The results are cached: each fault is always used with the same
// filter, so the fault alone is the key.
const Results& results_with(const std::string& fault, const std::string& filter = "*") {
  static std::map<std::string, Results> known;
  auto [entry, is_new] = known.try_emplace(fault);
  if (is_new)
    entry->second.log = Command{in_build("tests/kernel-conformance"), "--gtest_color=no",
                                "--gtest_filter=Droppable." + filter}
                            .set("NACRE_INJECTED", fault)
                            .seconds(120)
                            .run()
                            .all();
  return entry->second;
}

TEST(DroppableTests, AllAreSkippedOnAKernelWithoutDroppableMemory) {
  const Results& results = results_with("unsupported");
  EXPECT_EQ(results.tests_with("OK"), Names());
  EXPECT_EQ(results.tests_with("FAILED"), Names());
  EXPECT_TRUE(matches(results.log, "^promise: .* \\| not tried: no MAP_DROPPABLE here: EINVAL$"))
      << results.log;
}

class DroppableTestsWithAFault : public testing::Test {
 protected:
  void SetUp() override {
    if (passed.empty())
      GTEST_SKIP() << "this kernel has no droppable memory: " << results_with("no-fault").log;
  }
  const Names passed = results_with("no-fault").tests_with("OK");
};

TEST_F(DroppableTestsWithAFault, FailOnOrdinaryMemory) {
  const Names failed = results_with("private").tests_with("FAILED");
  for (const std::string& test : passed) EXPECT_TRUE(failed.contains(test)) << test;
}
TEST_F(DroppableTestsWithAFault, FailIfOnlyHalfOfAPageIsDropped) {
  EXPECT_EQ(results_with("half", "LeavesNoTornPage").tests_with("FAILED"), Names{"LeavesNoTornPage"});
}
TEST_F(DroppableTestsWithAFault, FailIfTheNextPageIsDroppedToo) {
  const std::string test = "DropsOnePageAndKeepsItsNeighbours";
  EXPECT_EQ(results_with("wide", test).tests_with("FAILED"), Names{test});
}

// Returns the names of the properties of droppable memory in a table, which are its first column.
// `table` is the output of kernel/promises, or a page that contains this output.
std::vector<std::string> property_names(const std::string& table) {
  std::vector<std::string> found;
  for (const std::string& line : lines(table)) {
    const std::vector<std::string> cells = split(line, '|');
    if (cells.size() == 5 && cells[1].starts_with(" ") && cells[1] != " Droppable memory ")
      found.push_back(cells[1]);
  }
  return found;
}

TEST(DroppableProperties, AreListedInKernelReadme) {
  const Output table = Command{in_source("kernel/promises"), in_build()}.run();
  EXPECT_GT(property_names(table.out).size(), 50U) << table.all();
  EXPECT_EQ(property_names(table.out), property_names(read_file(in_source("kernel/README.md"))))
      << "update kernel/README.md with the output of kernel/promises";
}

}  // namespace
