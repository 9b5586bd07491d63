// SPDX-License-Identifier: MIT
// Tests the table of packages of make check-world. Each package must have a recipe and a pin, and must
// come after the packages that it needs. Errors must say what to do.
#include "tests/world/packages.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/world/results.hpp"

using namespace nacre::test;
using namespace nacre::world;

namespace {

std::vector<std::string> names(const std::vector<Package>& packages) {
  std::vector<std::string> all;
  for (const Package& package : packages) all.push_back(package.name);
  return all;
}

class WorldPackage : public testing::TestWithParam<std::string> {};
TEST_P(WorldPackage, HasARecipe) { EXPECT_TRUE(exists(in_source("tests/world/recipes/" + GetParam()))); }
TEST_P(WorldPackage, HasAPin) {
  bool found = false;
  for (const std::string& line : lines(read_file(in_source("tests/world/pins"))))
    found = found || line.starts_with(GetParam() + " ");
  EXPECT_TRUE(found);
}
TEST_P(WorldPackage, ComesAfterThoseThatItNeeds) {
  const std::vector<Package> with_needs = chosen({GetParam()});
  EXPECT_EQ(with_needs.back().name, GetParam());
  EXPECT_GE(with_needs.size(), 1 + with_needs.back().needs.size());
}
INSTANTIATE_TEST_SUITE_P(Named, WorldPackage, testing::ValuesIn(names(packages())), by_text);

TEST(WorldPackages, AreListed) { EXPECT_GE(packages().size(), 20U); }

TEST(WorldPackages, NeedsAreAdded) {
  EXPECT_EQ(names(chosen({"memcached", "zlib"})),
            (std::vector<std::string>{"zlib", "libevent", "memcached"}));
}

// Returns the message of the exception that the function throws, or an empty text.
template <class Function>
std::string error_of(const Function& function) {
  try {
    function();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(WorldPackages, UnknownNameIsAnErrorThatListsTheKnownNames) {
  EXPECT_TRUE(matches(error_of([] { chosen({"nosuch"}); }), "NACRE_WORLD may name: .*zlib"));
}

TEST(WorldResults, MissingResultsAreAnErrorThatNamesTheMakeCommand) {
  EXPECT_TRUE(matches(error_of([] { page("/no/such/folder"); }), "make check-world NACRE_WORLD=zlib"));
}

// This test invents results for every package. results.cpp explains the cells of a row. A test name and
// a reason can contain colons, as in "a:b" and "because: so".
TEST(WorldResults, PageAndReadmeHaveTheTotals) {
  const TemporaryFolder folder;
  for (const Package& package : packages()) {
    folder.file(package.name + ".row",
                package.has_stock() ? "4 0 1 2 yes yes 3 2\n" : "4 0 0 0 yes none 0 0\n");
    folder.file(package.name + ".known",
                package.name == "zlib" ? "known a:b: musl: because: so\n" : "\n");
  }
  const std::string text = page(folder.path());
  EXPECT_TRUE(matches(text, "^\\| zlib \\| [0-9.]+ \\| 4 \\| 0 \\| 1 \\| 2 \\| 3 \\| 2 \\|$")) << text;
  EXPECT_TRUE(
      matches(text, "^\\| fmtlib \\| [0-9.]+ \\| 4 \\| 0 \\| 0 \\| 0 \\| no C\\+\\+ library \\|  \\|$"))
      << text;
  EXPECT_TRUE(matches(text, "^\\| zlib \\| `a:b` \\| musl \\| because: so \\|$")) << text;
  const std::string total = "| nacre | " + std::to_string(4 * packages().size()) + " | 0 | ";
  EXPECT_NE(text.find(total), text.npos) << text;
  const std::string readme =
      "before\n\n| `make check-world` | passed | failed | known failures | left out |\nold\n\nafter\n";
  const std::string changed = with_totals(readme, text);
  EXPECT_TRUE(changed.starts_with("before\n\n") && changed.ends_with(" | | |\n\nafter\n")) << changed;
  EXPECT_NE(changed.find(total), changed.npos) << changed;
}

}  // namespace
