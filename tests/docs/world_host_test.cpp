// SPDX-License-Identifier: MIT
// `make check-world` runs the test suites of Debian packages on nacre and on stock musl. README.md and
// docs/world.md both contain a table with the totals. The two tables must be the same.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// Returns the rows of the table of totals in `page`, from its header on.
std::vector<std::string> totals(const std::string& page) {
  std::vector<std::string> rows;
  for (const std::string& line : lines(page))
    if (line.starts_with("| `make check-world` |") || (!rows.empty() && rows.back() != ""))
      rows.push_back(line);
  if (!rows.empty() && rows.back().empty()) rows.pop_back();
  return rows;
}
const std::vector<std::string>& totals_of_world() {
  static const auto rows = totals(read_file(in_source("docs/world.md")));
  return rows;
}
const std::vector<std::string>& totals_of_readme() {
  static const auto rows = totals(read_file(in_source("README.md")));
  return rows;
}

// The rows are the header, the line below it, nacre, and stock musl.
TEST(WorldTotals, AreFourRowsInTheirPage) { EXPECT_EQ(totals_of_world().size(), 4U); }

TEST(WorldTotals, AreTheSameInTheReadme) { EXPECT_EQ(totals_of_readme(), totals_of_world()); }

// The comparison above must notice a wrong number of passed tests.
TEST(WorldTotals, DifferIfAFigureIsChanged) {
  std::string changed = join(totals_of_world(), "\n");
  const std::string figure = *captures(changed, "^\\| nacre \\| ([0-9]*)").begin();
  changed = replaced(changed, "| nacre | " + figure, "| nacre | 9999");
  EXPECT_NE(totals(changed), totals_of_readme());
}

}  // namespace
