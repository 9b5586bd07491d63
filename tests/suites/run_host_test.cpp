// SPDX-License-Identifier: MIT
// Runs a small suite, made for this test, with the program suites. Its tests pass, fail, skip
// themselves, do not compile, or try to escape from the sandbox.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

const char kRecipe[] = R"sh(
sources=
prepare() { echo "$CASES" | tr ' ' '\n' >tests; echo "seconds hangs 2" >seconds; }
quick() { grep -v slow; }
compile() {
    case $1 in unbuilt) return 1 ;; esac
    echo "int main(void) { return 0; }" >"$1.c"
    $CC "$1.c" -o "$1"
}
execute() {
    case $1 in
    passes | slow) "$WORK/$1" ;;
    fails) exit 3 ;;
    skips) exit 77 ;;
    hangs) sleep 1000 ;;
    leaves-a-process) sleep 987654 & ;;
    writes-outside) ! touch "$WORK/x" 2>/dev/null && ! touch /etc/x 2>/dev/null && touch x /tmp/x ;;
    finds-an-empty-folder) [ -z "$(ls)" ] ;;
    is-no-root) [ "$(id -u)" = 1000 ] ;;
    changes-a-device) ! chmod 666 /dev/null 2>/dev/null ;;
    changes-a-sysctl) ! echo 1048576 2>/dev/null >/proc/sys/fs/nr_open ;;
    counts) exit 5 ;;
    esac
}
)sh";

class SuitesRun : public testing::Test {
 protected:
  SuitesRun() {
    // If root runs this, the suite's tests run as another user.
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    for (const char* name : {"job", "isolated"})
      std::filesystem::create_symlink(in_source(std::string("tests/suites/") + name), folder.path(name));
    folder.file("suites", "own nacre yes\n");
    folder.file("excluded", "");
    folder.file("pins", "");
    folder.file("known/own", "");
    folder.file("recipes/own", kRecipe);
  }
  void SetUp() override {
    std::string why;
    if (program_of_package("bwrap", "bubblewrap", why).empty()) GTEST_SKIP() << why;
  }
  // Runs the suite with these tests.
  Output run(const std::string& cases, const std::string& tier = "full",
             const std::vector<std::string>& suites = {}) const {
    return Command{in_build("tests/suites/suites"), "run"}
        .add(suites)
        .set("NACRE_SUITES", folder.path())
        .set("NACRE_SUITES_RESULTS", folder.path("results"))
        .set("CASES", cases)
        .set("TIER", tier)
        .run();
  }

  const TemporaryFolder folder;
};

TEST_F(SuitesRun, CountsEachKindOfResult) {
  const Output output = run("passes fails skips unbuilt");
  EXPECT_EQ(output.status, 1);
  EXPECT_TRUE(matches(output.out, "^own +nacre +3 +1 +1 +1 +1$")) << output.all();
  EXPECT_TRUE(matches(output.out, "^nacre: failed: own on nacre: fails: failed$")) << output.all();
  EXPECT_TRUE(matches(output.out, "^nacre: failed: own on nacre: unbuilt: cannot be built$"));
  EXPECT_EQ(lines(output.out).back(), "1 passed, 2 failed");
}

TEST_F(SuitesRun, KnownFailuresAreNotCountedAsFailed) {
  folder.file("known/own", "fails both musl it is made to fail\nunbuilt nacre absent has no source\n");
  const Output output = run("passes fails unbuilt");
  EXPECT_EQ(output.status, 0) << output.all();
  EXPECT_EQ(lines(output.out).back(), "1 passed, 0 failed");
}

TEST_F(SuitesRun, ExcludedTestsDoNotRun) {
  folder.file("excluded", "own fail* it is made to fail\n");
  EXPECT_EQ(lines(run("passes fails").out).back(), "1 passed, 0 failed");
}

TEST_F(SuitesRun, TestsAreIsolated) {
  const Output output =
      run("writes-outside finds-an-empty-folder is-no-root changes-a-device changes-a-sysctl");
  EXPECT_EQ(lines(output.out).back(), "5 passed, 0 failed") << output.all();
}

TEST_F(SuitesRun, HangingTestsAndLeftProcessesAreEnded) {
  const Output output = run("hangs leaves-a-process");
  EXPECT_EQ(lines(output.out).back(), "1 passed, 1 failed") << output.all();
  EXPECT_NE(Command({"pgrep", "-f", "sleep 987654"}).run().status, 0);
}

TEST_F(SuitesRun, SecondRunContinues) {
  run("passes counts");
  const std::string log = folder.path("results/own/nacre.logs/counts");
  ASSERT_TRUE(exists(log));
  std::filesystem::remove(log);
  EXPECT_EQ(lines(run("passes counts").out).back(), "1 passed, 1 failed");
  EXPECT_FALSE(exists(log)) << "the test ran again";
}

TEST_F(SuitesRun, SecondRunAtTheSameTimeIsAnError) {
  const std::string lock = folder.path("results/own/lock");
  write_file(lock, "");
  const int fd = open(lock.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(fd, LOCK_EX | LOCK_NB), 0);
  const Output output = run("passes");
  EXPECT_EQ(output.status, 1);
  EXPECT_TRUE(matches(output.err, "cannot lock .*/own/lock")) << output.all();
  EXPECT_FALSE(exists(folder.path("results/own/nacre.results"))) << "the second run began";
  close(fd);
  EXPECT_EQ(run("passes").status, 0);
}

TEST_F(SuitesRun, ChangedRecipeRunsEverythingAgain) {
  run("passes counts");
  const std::string log = folder.path("results/own/nacre.logs/counts");
  std::filesystem::remove(log);
  folder.file("recipes/own", std::string(kRecipe) + "# changed\n");
  run("passes counts");
  EXPECT_TRUE(exists(log));
}

TEST_F(SuitesRun, ChangedFileOfTheRecipeRunsEverythingAgain) {
  folder.file("own/config.h", "#define A 1\n");
  run("passes counts");
  const std::string log = folder.path("results/own/nacre.logs/counts");
  std::filesystem::remove(log);
  folder.file("own/config.h", "#define A 2\n");
  run("passes counts");
  EXPECT_TRUE(exists(log));
}

TEST_F(SuitesRun, QuickTierLeavesOutTestsThatTheRecipeDoesNotSelect) {
  EXPECT_EQ(lines(run("passes slow", "quick").out).back(), "1 passed, 0 failed");
  EXPECT_EQ(lines(run("passes slow", "full").out).back(), "2 passed, 0 failed");
}

TEST_F(SuitesRun, SamplePrintsEachResultForMakeCheck) {
  const Output output = run("fails passes skips", "sample");
  EXPECT_EQ(output.status, 0) << output.all();
  EXPECT_TRUE(matches(output.out, "^not ok own/fails: failed$")) << output.all();
  EXPECT_EQ(lines(output.out).back(), "end");
}

TEST_F(SuitesRun, SampleLeavesOutSuitesThatAreNotNamed) {
  folder.file("suites", "own nacre no\n");
  EXPECT_EQ(run("passes", "sample").out, "end\n");
  EXPECT_TRUE(matches(run("passes", "sample", {"own"}).out, "^ok own/passes$"));
}

// A sample works without a network.
TEST_F(SuitesRun, OnlyTheSampleSkipsSuitesWithoutSources) {
  folder.file("recipes/own", std::string(kRecipe) + "sources=missing\n");
  const Output sample = run("passes", "sample");
  EXPECT_EQ(sample.status, 0) << sample.all();
  EXPECT_EQ(sample.out,
            "nacre: own: preparing for nacre\nskip own: its sources cannot be fetched\nend\n");
  EXPECT_EQ(run("passes", "full").status, 1);
}

TEST_F(SuitesRun, OnlyACompleteFullRunIsRecordedAsFull) {
  const std::string results = folder.path("results/own/nacre.results");
  run("passes slow", "quick");
  EXPECT_FALSE(matches(read_file(results), "^tier full$"));
  run("passes slow", "full");
  EXPECT_TRUE(matches(read_file(results), "^tier full$"));
}

TEST_F(SuitesRun, UnknownNamesAreErrors) {
  const Output tier = run("passes", "half");
  EXPECT_EQ(tier.status, 1);
  EXPECT_TRUE(matches(tier.err, "no TIER=half")) << tier.all();
  const Output suite = Command{in_build("tests/suites/suites"), "run", "nothing"}.run();
  EXPECT_EQ(suite.status, 1);
  EXPECT_TRUE(matches(suite.err, "no suite 'nothing'")) << suite.all();
}

}  // namespace
