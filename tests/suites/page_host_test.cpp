// SPDX-License-Identifier: MIT
// Tests that docs/suites.md is written only from complete results.
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
  const std::string page = nacre::suites::page();
  EXPECT_TRUE(matches(page, "^\\| own \\| nacre \\| 2 \\| 1 \\| 1 \\| 0 \\| 1 \\|$")) << page;
  EXPECT_TRUE(matches(page, "^\\| own \\| `fails` \\| both \\| musl \\| it is made to fail \\|$"));
  EXPECT_TRUE(matches(page, "^\\| own \\| `left-out` \\| it is harmful \\|$"));
}

TEST_F(SuitesPage, IsNotWrittenFromAPartOfTheTests) {
  folder.file("results/own/nacre.results", "key 1\npassed passes\n");
  EXPECT_THROW(nacre::suites::page(), std::runtime_error);
}

TEST_F(SuitesPage, IsNotWrittenWithoutResults) {
  EXPECT_THROW(nacre::suites::page(), std::runtime_error);
}

}  // namespace
