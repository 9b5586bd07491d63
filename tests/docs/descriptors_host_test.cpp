// SPDX-License-Identifier: MIT
// Tests the table of docs/descriptors.md against the list of tests in
// tests/libc/fd/descriptor_functions_test.cpp. Each row is a function. For each function, there must be
// a test of each behavior that the page promises. Each function that is tested must have a row.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/test_list.hpp"

using namespace nacre::test;

namespace {

using Names = std::set<std::string>;

std::string page() { return read_file(in_source("docs/descriptors.md")); }

// Returns the rows of the table as lists of cells. Cell 0 is empty: the text before the first "|".
std::vector<std::vector<std::string>> rows(const std::string& page) {
  std::vector<std::vector<std::string>> found;
  for (const std::string& line : lines(page)) {
    if (!line.starts_with("| `")) continue;
    found.emplace_back();
    for (const std::string& cell : split(line, '|')) found.back().push_back(join(words(cell), " "));
  }
  return found;
}

// Returns the test name of a row, from its first cell: "`accept4` of an event loop, whose ..." is
// accept4_of_event_loop.
std::string test_name(const std::string& cell) {
  std::string text = cell.substr(0, cell.find(','));
  text = std::regex_replace(text, std::regex("`"), "");
  text = std::regex_replace(text, std::regex(" an "), " ", std::regex_constants::format_first_only);
  text = std::regex_replace(text, std::regex("[^A-Za-z0-9]*$"), "",
                            std::regex_constants::format_first_only);
  return std::regex_replace(text, std::regex("[^A-Za-z0-9]+"), "_");
}

// Returns the test names of all rows.
Names named_by(const std::string& page) {
  Names names;
  for (const auto& row : rows(page)) names.insert(test_name(row[1]));
  return names;
}

// The names in the tests Each/DescriptorFunction.BEHAVIOR/FUNCTION.
struct Tests {
  Names behaviors, functions, all;
};
const Tests& tests() {
  static const Tests found = [] {
    Tests tests;
    for (const std::string& name : tests_of("nacre-tests")) {
      static const std::regex test("Each/DescriptorFunction\\.([A-Za-z]+)/([A-Za-z0-9_]+)");
      std::smatch match;
      if (!std::regex_match(name, match, test)) continue;
      tests.behaviors.insert(match[1]);
      tests.functions.insert(match[2]);
      tests.all.insert(match[1].str() + "/" + match[2].str());
    }
    return tests;
  }();
  return found;
}

// Checks that the list of tests was read, so that the tests below are not empty.
TEST(DescriptorTable, HasTests) { EXPECT_GE(tests().behaviors.size(), 5U); }

TEST(DescriptorTable, HasARowForEachFunctionThatIsTested) {
  EXPECT_EQ(named_by(page()), tests().functions);
}

// Checks the comparison above: without the row of `eventfd`, the names must differ.
TEST(DescriptorTable, DiffersWithoutTheRowOfAFunction) {
  const Names without = named_by(replaced(page(), "\n| `eventfd`", "\nremoved"));
  EXPECT_NE(without, tests().functions);
  EXPECT_FALSE(without.contains("eventfd"));
  EXPECT_TRUE(tests().functions.contains("eventfd"));
}

// With a row for `newfd`, which has no tests, the names must differ too.
TEST(DescriptorTable, DiffersWithARowWithoutTests) {
  const Names more = named_by(page() + "| `newfd` | none | 7.9 | `ENOSYS` |\n");
  EXPECT_NE(more, tests().functions);
  EXPECT_TRUE(more.contains("newfd"));
}

class DescriptorRow : public testing::TestWithParam<std::string> {
 protected:
  std::vector<std::string> cells() const {
    for (const auto& row : rows(page()))
      if (test_name(row[1]) == GetParam()) return row;
    return {};
  }
};
TEST_P(DescriptorRow, HasEachBehaviorTested) {
  for (const std::string& behavior : tests().behaviors)
    EXPECT_TRUE(tests().all.contains(behavior + "/" + GetParam())) << "there is no test " << behavior;
}
TEST_P(DescriptorRow, HasFlagsVersionAndFallback) {
  ASSERT_GE(cells().size(), 5U);
  EXPECT_NE(cells()[2], "");
  EXPECT_TRUE(matches(cells()[3], "^[0-9]+\\.[0-9.]+$")) << cells()[3];
  EXPECT_NE(cells()[4], "");
}
INSTANTIATE_TEST_SUITE_P(Of, DescriptorRow, testing::ValuesIn(named_by(page())), by_text);

// The files that the page names.
Names files() {
  static const std::regex file("`([a-z/]*/[A-Za-z_./-]*)`");
  const std::string text = page();
  Names names;
  for (std::sregex_iterator match(text.begin(), text.end(), file), end; match != end; ++match)
    names.insert((*match)[1]);
  return names;
}
class DescriptorPageFile : public testing::TestWithParam<std::string> {};
TEST_P(DescriptorPageFile, Exists) { EXPECT_TRUE(exists(in_source(GetParam()))); }
INSTANTIATE_TEST_SUITE_P(Named, DescriptorPageFile, testing::ValuesIn(files()), by_text);

}  // namespace
