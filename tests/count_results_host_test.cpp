// SPDX-License-Identifier: MIT
// Tests the shell functions of tests/count-results, which count the results of test scripts. They must
// count and report the checks that fail or are skipped, and the scripts that crash or end early.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class Counting : public testing::Test {
 protected:
  Counting() {
    script("good", "check one true; check two true; skip three \"no such thing\"; finish");
    script("bad", "check one true; check two false; finish");
    script("crashing", "check one true; kill -SEGV $$");
    script("short", "check one true; exit 0");
  }
  // Runs scripts with the functions of count-results, and returns the exit status and the output.
  Output run(std::vector<std::string> scripts) const {
    return Command::shell(
               "set -u; logs=logs; mkdir logs; . \"$srcdir/tests/count-results\"; "
               "for file; do script \"$file.sh\"; done; conclude")
        .add({"runner"})
        .add(scripts)
        .set("srcdir", in_source())
        .set("build", in_build())
        .in(folder.path())
        .run();
  }
  static std::string last_line(const Output& output) { return lines(output.out).back(); }

 private:
  // Writes a test script. In its text, `check NAME COMMAND` and `skip NAME REASON` are functions of
  // tests/scripts/lib, and `finish` prints the closing line.
  void script(const std::string& name, const std::string& text) const {
    folder.file(name + ".sh", ". \"$SRCDIR/tests/scripts/lib\"; " + text + "\n");
  }
  const TemporaryFolder folder;
};

TEST_F(Counting, PassesAreCounted) {
  const Output output = run({"good"});
  EXPECT_EQ(last_line(output), "2 passed, 0 failed");
  EXPECT_EQ(output.status, 0);
}

TEST_F(Counting, SkipsAreReportedWithTheirReason) {
  EXPECT_TRUE(matches(run({"good"}).out, "^nacre: skipped: three: no such thing$"));
}

TEST_F(Counting, FailuresAreCounted) {
  const Output output = run({"good", "bad"});
  EXPECT_EQ(last_line(output), "3 passed, 1 failed");
  EXPECT_EQ(output.status, 1);
}

TEST_F(Counting, CrashIsAFailure) {
  const Output output = run({"crashing"});
  EXPECT_EQ(last_line(output), "1 passed, 1 failed");
  EXPECT_EQ(output.status, 1);
}

TEST_F(Counting, EarlyEndIsAFailure) {
  const Output output = run({"short"});
  EXPECT_EQ(last_line(output), "1 passed, 1 failed");
  EXPECT_EQ(output.status, 1);
}

class CountingFailures : public Counting {
 protected:
  // The failures that the end of the output repeats.
  static std::set<std::string> repeated(const Output& output) {
    return captures(output.out, "^nacre: failed: (.*)");
  }
  const Output output = run({"bad", "good", "short"});
};

TEST_F(CountingFailures, AreAddedUp) {
  EXPECT_EQ(last_line(output), "4 passed, 2 failed");
  EXPECT_EQ(output.status, 1);
}
TEST_F(CountingFailures, AreRepeatedByScriptAndName) {
  EXPECT_EQ(repeated(output).count("bad: two: false"), 1U);
}
TEST_F(CountingFailures, AreRepeatedForAnEarlyEnd) {
  EXPECT_EQ(repeated(output).count("short: did not finish (exit 0)"), 1U);
}
TEST_F(CountingFailures, NothingElseIsRepeated) { EXPECT_EQ(repeated(output).size(), 2U); }

}  // namespace
