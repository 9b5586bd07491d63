// SPDX-License-Identifier: MIT
// Tests the steps of a recipe (tests/world/job) with an invented package. Also tests the recipe of
// python3.11, which reads results from XML and from a log.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/world/verdict.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

const char kRecipe[] = R"sh(build() { cp greeting "$OUT"; echo "$PATH" >path; }
suite() { echo "PASS: $(cat "$OUT/greeting")"; echo "FAIL: two words"; }
results() { sed -n 's/^PASS: /ok /p; s/^FAIL: /not ok /p' "$1"; }
)sh";

class WorldJob : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder.path("source"));
    fs::create_directory_symlink(in_source("build-aux"), folder.path("source/build-aux"));
    folder.file("build/config.mk", read_file(in_build("config.mk")));
    folder.file("source/tests/world/recipes/p", kRecipe);
    folder.file("p-1/greeting", "hello\n");
    const std::string archive = folder.path("p.tar.gz");
    ASSERT_TRUE(succeeds(Command{"tar", "-czf", archive, "p-1"}.in(folder.path())));
    const std::string hash = words(Command{"sha256sum", archive}.run().out).at(0);
    folder.file("source/tests/world/pins", "p p.tar.gz " + hash + " pool/main/p/p - -\n");
    folder.file("home/.cache/nacre/sha256/" + hash + "/p.tar.gz", read_file(archive));
  }
  Command step(const char* name) const {
    return Command{in_source("tests/world/job"), name, folder.path("build"),
                   folder.path("source"),        "p",  "nacre"}
        .unset("NACRE_CACHE")
        .unset("XDG_CACHE_HOME")
        .set("HOME", folder.path("home"))
        .set("PATH", folder.path("none") + ":/usr/bin::/bin:" + folder.path("none"));
  }
  // Builds the package, runs its suite, and returns the command that reads the results.
  Command results() const {
    EXPECT_TRUE(succeeds(step("build")));
    folder.file("build/world/p/nacre/suite", step("suite").run().out);
    return step("results");
  }
  const TemporaryFolder folder;
};

TEST_F(WorldJob, SourceIsTakenFromTheDownloadCache) { EXPECT_TRUE(succeeds(step("build"))); }

TEST_F(WorldJob, BuildInstallsIntoTheFolderOut) {
  EXPECT_TRUE(succeeds(step("build")));
  EXPECT_EQ(read_file(folder.path("build/world/p/nacre/out/greeting")), "hello\n");
}

TEST_F(WorldJob, PathHasOnlyFoldersThatCanBeEntered) {
  EXPECT_TRUE(succeeds(step("build")));
  const std::string tools = folder.path("build/world/nacre/bin:") + folder.path("build/sysroot/bin");
  EXPECT_EQ(read_file(folder.path("build/world/p/nacre/src/path")), tools + ":/usr/bin:/bin\n");
}

TEST_F(WorldJob, ResultsAreRead) { EXPECT_TRUE(prints(results(), "ok hello\nnot ok two_words")); }

TEST_F(WorldJob, FailureToReadResultsIsAFailure) {
  const Command command = results();
  folder.file("source/tests/world/recipes/p", std::string(kRecipe) + "results() { false; }\n");
  EXPECT_NE(command.run().status, 0);
}

// The recipe must report a test with a failed subtest, a file that crashes and a skipped file.
TEST(WorldRecipeOfPython, FailedSubtestsCrashesAndSkipsAreRead) {
  const TemporaryFolder folder;
  folder.file(
      "results.xml",
      R"(<testcase name="test.a.A.good" time="1" /><testcase name="test.a.A.subtests" time="1" />)"
      R"(<testcase name="test.a.A.bad"><failure type="X">line ok</failure></testcase>)"
      R"(<testcase name="test.a.A.left"><skipped>no</skipped></testcase>)");
  folder.file("suite",
              "ERROR: subtests (test.a.A.subtests) (group=1)\nFAIL: bad (test.a.A.bad)\n"
              "test test_b crashed -- Traceback\ntest_c skipped -- no terminal\ntest test_a failed\n");
  const Output results = Command::shell(". \"$0\" && results suite")
                             .add({in_source("tests/world/recipes/python3.11")})
                             .in(folder.path())
                             .run();
  std::set<std::string> found;
  for (const std::string& line : lines(results.out))
    if (line != "ok test.a.A.subtests") found.insert(line);  // from the XML; make_verdict ignores it
  EXPECT_EQ(found,
            (std::set<std::string>{"not ok test.a.A.bad", "not ok test.a.A.subtests", "not ok test_b",
                                   "ok test.a.A.good", "skip test.a.A.left", "skip test_c"}));
  const nacre::world::Verdict verdict = nacre::world::make_verdict(
      {"p", "1", "c", 1, 60, {}}, {}, results.out, "", nacre::world::Stock::none);
  EXPECT_EQ(verdict.passed, 1);
  EXPECT_EQ(verdict.failed, 3);
  EXPECT_EQ(verdict.left_out, 2);
}

}  // namespace
