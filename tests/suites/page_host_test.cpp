// SPDX-License-Identifier: MIT
// Tests that docs/suites.md has only results of complete runs, and keeps its other rows.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/suites/page.hpp"
#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class SuitesPage : public testing::Test {
 protected:
  SuitesPage() {
    setenv("NACRE_SUITES", folder.path().c_str(), 1);
    setenv("NACRE_SUITES_RESULTS", folder.path("results").c_str(), 1);
    folder.file("suites", "own nacre yes\n");
    folder.file("excluded", "own left-out it is harmful\n");
    folder.file("known/own", "fails both musl it is made to fail\n");
  }
  ~SuitesPage() override {
    unsetenv("NACRE_SUITES");
    unsetenv("NACRE_SUITES_RESULTS");
  }

  const TemporaryFolder folder;
};

// The test left-out was excluded after it had a result.
TEST_F(SuitesPage, CountsTheTestsThatAreNotExcluded) {
  folder.file("results/own/nacre.results",
              "key 1\npassed passes\nfailed fails\nfailed left-out\nunbuilt unbuilt\ntier full\n");
  const std::string page = nacre::suites::page("| own | nacre | an old row |\n");
  EXPECT_TRUE(matches(page, "^\\| own \\| nacre \\| 2 \\| 1 \\| 1 \\| 0 \\| 1 \\| 20.*Linux")) << page;
  EXPECT_FALSE(matches(page, "an old row"));
  EXPECT_TRUE(matches(page, "^\\| own \\| `fails` \\| both \\| musl \\| it is made to fail \\|$"));
  EXPECT_TRUE(matches(page, "^\\| own \\| `left-out` \\| it is harmful \\|$"));
}

TEST_F(SuitesPage, CountsNoTestsOfARunThatIsNotComplete) {
  folder.file("results/own/nacre.results", "key 1\npassed passes\n");
  const std::string page = nacre::suites::page("| own | other | an old row |\n");
  EXPECT_TRUE(matches(page, "^\\| own \\| nacre \\| [| ]*not run completely \\|$")) << page;
}

TEST_F(SuitesPage, KeepsTheOldRowOfASuiteWithoutResults) {
  const std::string page = nacre::suites::page("text\n| own | nacre | an old row |\ntext\n");
  EXPECT_TRUE(matches(page, "^\\| own \\| nacre \\| an old row \\|$")) << page;
}

}  // namespace
