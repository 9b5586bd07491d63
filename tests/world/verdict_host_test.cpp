// SPDX-License-Identifier: MIT
// Tests how make check-world compares the results of a suite with the known failures. The results are
// invented.
#include "tests/world/verdict.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/host/files.hpp"

using namespace nacre::world;
using nacre::test::replaced;

namespace {

// A suite of the package p, with 5 results on nacre and on stock musl. Tests change the results, the
// known failures, or the minimum number of results.
class WorldVerdict : public testing::Test {
 protected:
  std::string known =
      "# a comment\n"
      "p  broken    musl      setlocale takes any name\n"
      "p  odd[1]*   package   its own\n"
      "p  slow      unsteady  by the clock\n"
      "q  other     ours      of another package\n";
  std::string nacre = "ok a\nok b\nnot ok broken\nnot ok odd[1].2\nok slow\nskip c\n";
  std::string stock = "ok a\nnot ok b\nnot ok broken\nnot ok odd[1].2\nok slow\n";
  int min_results = 5;
  Stock has_stock = Stock::tested;

  Verdict verdict() const {
    return make_verdict({"p", "1", "c", min_results, 60, {}}, known_failures(known), nacre, stock,
                        has_stock);
  }
  static bool has(const std::vector<std::string>& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  }
  bool fails(const std::string& reason) const { return has(verdict().lines, "not ok " + reason); }
};

TEST_F(WorldVerdict, KnownFailureIsNotCountedAsFailed) {
  const Verdict found = verdict();
  EXPECT_EQ(found.passed, 3);
  EXPECT_EQ(found.failed, 0);
  EXPECT_EQ(found.known, 2);
  EXPECT_EQ(found.left_out, 1);
  EXPECT_EQ(found.stock_passed, 2);
  EXPECT_EQ(found.stock_failed, 3);
}
TEST_F(WorldVerdict, KnownFailureHasItsCauseAndReason) {
  EXPECT_TRUE(has(verdict().reasons, "known broken: musl: setlocale takes any name"));
}
TEST_F(WorldVerdict, FailureOnStockMuslAloneIsNoted) {
  EXPECT_TRUE(has(verdict().notes, "b fails on stock musl only"));
}
TEST_F(WorldVerdict, TooFewTestsAreAFailure) {
  min_results = 6;
  EXPECT_TRUE(fails("only 5 tests have a result; tests/world/packages requires 6"));
}
TEST_F(WorldVerdict, TooFewTestsOnStockMuslAreAFailure) {
  min_results = 6;
  EXPECT_TRUE(fails("only 5 tests have a result on stock musl; tests/world/packages requires 6"));
}
TEST_F(WorldVerdict, NewFailureIsAFailure) {
  nacre += "not ok new\n";
  EXPECT_TRUE(fails("new"));
}
TEST_F(WorldVerdict, NewFailureOnStockMuslTooIsAFailure) {
  nacre += "not ok new\n";
  stock += "not ok new\n";
  EXPECT_TRUE(fails("new, which fails on stock musl too"));
}
TEST_F(WorldVerdict, KnownFailureThatPassesIsAFailure) {
  nacre = replaced(nacre, "not ok broken", "ok broken");
  EXPECT_TRUE(fails("known-failures: broken passes; remove its line"));
}
TEST_F(WorldVerdict, TestThatPassesAndFailsHasFailed) {
  nacre += "not ok a\n";
  EXPECT_TRUE(fails("a"));
  nacre = "not ok a\n" + replaced(nacre, "not ok a\n", "");
  EXPECT_TRUE(fails("a"));
}
TEST_F(WorldVerdict, CauseThatStockMuslContradictsIsAFailure) {
  stock = replaced(stock, "not ok broken", "ok broken");
  EXPECT_TRUE(fails(
      "broken: its cause in known-failures, musl, is wrong: the test does not fail on stock musl"));
}
TEST_F(WorldVerdict, CauseWithoutResultOnStockMuslIsAFailure) {
  stock = replaced(stock, "not ok broken\n", "");
  EXPECT_TRUE(fails(
      "broken: its cause in known-failures, musl, is wrong: the test does not fail on stock musl"));
}
TEST_F(WorldVerdict, CauseIsNotCheckedIfStockMuslHasNoLibrary) {
  stock = "";
  has_stock = Stock::none;
  EXPECT_TRUE(has(verdict().reasons, "known broken: musl: setlocale takes any name"));
}
TEST_F(WorldVerdict, KnownFailureOfAMissingTestIsAFailure) {
  nacre = replaced(nacre, "not ok broken\n", "");
  stock = replaced(stock, "not ok broken\n", "");
  EXPECT_TRUE(fails("known-failures: the suite has no test broken"));
}
TEST_F(WorldVerdict, UnknownCauseIsAFailure) {
  known += "p broken whim because\n";
  EXPECT_TRUE(fails("known-failures: unknown cause or no reason: p broken whim because"));
}
TEST_F(WorldVerdict, MissingReasonIsAFailure) {
  known += "p broken musl\n";
  EXPECT_GE(verdict().failed, 1);
}

// Returns the verdict on a suite with one test, "other", whose known failure has this cause.
Verdict verdict_of(const std::string& cause, const char* nacre, const char* stock,
                   bool isolated = true) {
  return make_verdict({"q", "1", "c", 1, 60, {}}, known_failures("q other " + cause + " reason\n"),
                      nacre, stock, Stock::tested, isolated);
}

class WorldCauseOfOurs : public testing::TestWithParam<std::string> {};
TEST_P(WorldCauseOfOurs, IsWrongIfStockMuslFailsToo) {
  EXPECT_EQ(verdict_of(GetParam(), "not ok other", "not ok other").lines.at(0),
            "not ok other: its cause in known-failures, " + GetParam() +
                ", is wrong: the test fails on stock musl too");
}
INSTANTIATE_TEST_SUITE_P(Named, WorldCauseOfOurs, testing::Values("ours", "glibc"));

TEST(WorldCauseEnvironment, MustFailWhereSuitesAreIsolated) {
  EXPECT_EQ(verdict_of("environment", "ok other", "ok other").failed, 1);
}
TEST(WorldCauseEnvironment, MayPassWhereSuitesAreNotIsolated) {
  EXPECT_EQ(verdict_of("environment", "ok other", "ok other", false).failed, 0);
}

}  // namespace
