// SPDX-License-Identifier: MIT
// Tests how results of a suite are compared with the known failures and with stock musl.
#include "tests/suites/verdict.hpp"

#include <gtest/gtest.h>

#include "tests/support/host/files.hpp"

using namespace nacre::suites;

namespace {

const char kKnown[] =
    "printf/hex both musl musl prints it without a prefix\n"
    "locale/* nacre absent needs duplocale\n"
    "race both unsteady two threads race\n";

Verdict judged(const States& nacre, const States& stock, bool complete = false) {
  return judge("nacre", nacre, stock, known_failures(kKnown), complete);
}

TEST(SuiteVerdict, CountsEachStateOnce) {
  const Verdict verdict =
      judged({{"a", State::passed}, {"b", State::skipped}, {"printf/hex", State::failed}},
             {{"printf/hex", State::failed}});
  EXPECT_EQ(verdict.passed, 1);
  EXPECT_EQ(verdict.skipped, 1);
  EXPECT_EQ(verdict.known, 1);
  EXPECT_EQ(verdict.failed, 0);
}

TEST(SuiteVerdict, UnlistedFailureCounts) {
  EXPECT_EQ(judged({{"a", State::failed}}, {{"a", State::failed}}).failures,
            std::vector<std::string>{"a: failed"});
}

TEST(SuiteVerdict, UnlistedTestThatCannotBeBuiltCounts) {
  EXPECT_EQ(judged({{"a", State::unbuilt}}, {}).failures,
            std::vector<std::string>{"a: cannot be built"});
}

TEST(SuiteVerdict, KnownFailureThatPassesOnStockMuslCounts) {
  EXPECT_EQ(judged({{"printf/hex", State::failed}}, {{"printf/hex", State::passed}}).failures,
            std::vector<std::string>{"printf/hex: passes on stock musl, so its cause cannot be musl"});
}

TEST(SuiteVerdict, FailureOfDynamicProgramsOnlyIsNotComparedWithStaticOnes) {
  const auto known = known_failures("load nacre-dynamic musl libc.so does it when it is loaded\n");
  const Verdict verdict =
      judge("nacre-dynamic", {{"load", State::failed}}, {{"load", State::passed}}, known, false);
  EXPECT_EQ(verdict.known, 1);
  EXPECT_EQ(verdict.failed, 0);
}

TEST(SuiteVerdict, KnownFailureThatPassesOnNacreCounts) {
  EXPECT_EQ(judged({{"printf/hex", State::passed}}, {}).failures,
            std::vector<std::string>{"printf/hex: passes now; remove it from the known failures"});
}

TEST(SuiteVerdict, UnsteadyTestMayPassOrFail) {
  EXPECT_EQ(judged({{"race", State::passed}}, {{"race", State::failed}}).failed, 0);
  EXPECT_EQ(judged({{"race", State::failed}}, {{"race", State::passed}}).failed, 0);
}

TEST(SuiteVerdict, PatternDescribesTestsOfItsLibcOnly) {
  const States states{{"locale/a", State::unbuilt}};
  EXPECT_EQ(judge("nacre", states, {}, known_failures(kKnown), false).known, 1);
  EXPECT_EQ(judge("nacre-dynamic", states, {}, known_failures(kKnown), false).failed, 1);
}

TEST(SuiteVerdict, CompleteRunReportsRowsWithoutFailure) {
  const States states{{"race", State::passed}, {"printf/hex", State::failed}};
  EXPECT_EQ(judged(states, {}, true).failures,
            std::vector<std::string>{
                "known failure locale/*: it describes no test that failed; remove its row"});
  EXPECT_EQ(judged(states, {}, false).failed, 0);
}

TEST(SuiteKnown, BadRowsAreRejected) {
  for (const char* row : {"test both musl", "test all musl reason", "test both bug reason"})
    EXPECT_THROW(known_failures(row), std::runtime_error) << row;
}

TEST(SuiteKnown, TablesOfTheRepositoryAreValid) {
  for (const Suite& suite : chosen({}))
    EXPECT_NO_THROW(known_failures(nacre::test::read_file(in_tables("known/" + suite.name))))
        << suite.name;
  EXPECT_NO_THROW(excluded());
}

}  // namespace
