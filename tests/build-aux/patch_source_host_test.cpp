// SPDX-License-Identifier: MIT
// Tests build-aux/unpack-source and build-aux/patch-source, which unpack a release and apply patches to
// it. Each run of patch-source starts from the unchanged release, so it undoes the patches of an earlier
// run. If a patch does not apply, the error must name the file and the hunk, and the source must not
// change. The tests run inside another git repository, because `git apply` can exit with 0 there and
// change nothing.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/patches.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

const char kOriginal[] = "one\ntwo\nthree\nfour\nfive\n";
const char kFour[] = "one\ntwo\nthree\nFOUR\nfive\n";

class PatchSource : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(succeeds(Command{"git", "init", "-q", outer.path()}));
    outer.file(".gitignore", "/ignored\n");
    write_file(in("release-1/src/a.c"), kOriginal);
    write_file(in("release-1/src/b.c"), "alone\n");
    ASSERT_TRUE(succeeds(Command{"tar", "-cf", "release.tar", "release-1"}.in(in())));
    unpacked = succeeds(Command{in_source("build-aux/unpack-source"), "release.tar", "source"}.in(in()));
    write_file(in("three.patch"), change("three", "THREE"));
    write_file(in("four.patch"), change("four", "FOUR"));
  }
  std::string in(const std::string& path = "") const { return outer.path("ignored/" + path); }
  // Returns a patch that replaces FROM by TO in src/a.c.
  std::string change(const char* from, const char* to) const {
    return make_patch("src/a.c", kOriginal, replaced(kOriginal, from, to));
  }
  Command apply(const std::string& patch) const {
    return Command{in_source("build-aux/patch-source"), "source", patch}.in(in());
  }
  // Writes the patch TEXT to the file NAME and applies it.
  Command apply(const std::string& name, const std::string& text) const {
    write_file(in(name), text);
    return apply(name);
  }
  std::string patched() const { return read_file(in("source/src/a.c")); }
  // Returns whether the file is still older than three.patch, as make_old() made it.
  bool keeps_its_time(const char* file) const {
    return fs::last_write_time(in(file)) < fs::last_write_time(in("three.patch"));
  }
  void make_old(const char* file) const {
    fs::last_write_time(in(file), fs::file_time_type::clock::now() - std::chrono::hours(24));
  }

  const TemporaryFolder outer;
  testing::AssertionResult unpacked = testing::AssertionFailure();
};

TEST_F(PatchSource, ReleaseIsUnpacked) { EXPECT_TRUE(unpacked); }

TEST_F(PatchSource, PatchChangesItsFile) {
  EXPECT_TRUE(succeeds(apply("three.patch")));
  EXPECT_EQ(patched(), "one\ntwo\nTHREE\nfour\nfive\n");
}

TEST_F(PatchSource, SamePatchAppliesAgain) {
  EXPECT_TRUE(succeeds(apply("three.patch")));
  EXPECT_TRUE(succeeds(apply("three.patch")));
  EXPECT_EQ(patched(), "one\ntwo\nTHREE\nfour\nfive\n");
}

TEST_F(PatchSource, FileThatDoesNotChangeKeepsItsTime) {
  EXPECT_TRUE(succeeds(apply("three.patch")));
  make_old("source/src/a.c");
  EXPECT_TRUE(succeeds(apply("three.patch")));
  EXPECT_TRUE(keeps_its_time("source/src/a.c"));
}

TEST_F(PatchSource, SecondRunUndoesThePatchOfTheFirst) {
  EXPECT_TRUE(succeeds(apply("three.patch")));
  EXPECT_TRUE(succeeds(apply("four.patch")));
  EXPECT_EQ(patched(), kFour);
}

TEST_F(PatchSource, FileThatNoPatchNamesKeepsItsTime) {
  EXPECT_TRUE(succeeds(apply("three.patch")));
  make_old("source/src/b.c");
  EXPECT_TRUE(succeeds(apply("four.patch")));
  EXPECT_TRUE(keeps_its_time("source/src/b.c"));
}

// patch-source must fail in each of these cases, and leave the source as four.patch made it.
class PatchThatFails : public PatchSource {
 protected:
  void SetUp() override {
    PatchSource::SetUp();
    ASSERT_TRUE(succeeds(apply("four.patch")));
  }
  void TearDown() override { EXPECT_EQ(patched(), kFour) << "a failed patch changed src/a.c"; }
  std::string four() const { return read_file(in("four.patch")); }
};

TEST_F(PatchThatFails, IsNamedIfItDoesNotApply) {
  EXPECT_TRUE(
      fails(apply("moved.patch", replaced(four(), "\n-four", "\n-4")), "moved.patch does not apply"));
}

TEST_F(PatchThatFails, IsReportedWithFileAndHunk) {
  EXPECT_TRUE(
      fails(apply("moved.patch", replaced(four(), "\n-four", "\n-4")), "src/a.c: @@ -3,3 \\+3,3 @@"));
}

TEST_F(PatchThatFails, IsReportedIfItChangesAMissingFile) {
  EXPECT_TRUE(fails(apply("nowhere.patch", replaced(four(), "src/a.c", "src/none.c")),
                    "src/none.c: does not exist"));
}

TEST_F(PatchThatFails, IsReportedIfItHasNoHunk) {
  EXPECT_TRUE(
      fails(apply("empty.patch", "Only a reason.\n"), "empty.patch does not apply|changes no file"));
}

TEST_F(PatchThatFails, IsReportedIfItChangesNothingInOneOfItsFiles) {
  // This patch replaces `alone` by `alone` in src/b.c. It is appended to the text of four(). Only the
  // start of a patch file may have a description, so the description is removed here.
  const std::string idle = replaced(
      replaced(make_patch("src/b.c", "alone\n", "other\n"), "+other", "+alone"), "The reason.\n", "");
  EXPECT_TRUE(fails(apply("idle.patch", four() + idle), "idle.patch changes nothing in src/b.c"));
}

TEST_F(PatchThatFails, IsReportedIfItIsMissing) {
  EXPECT_TRUE(fails(apply("none.patch"), "there is no patch .*none.patch"));
}

TEST_F(PatchThatFails, IsReportedIfTheFolderIsNotFromUnpackSource) {
  EXPECT_TRUE(fails(Command{in_source("build-aux/patch-source"), "release-1", "three.patch"}.in(in()),
                    "is not a source folder from unpack-source"));
}

// A user edits the patched source: line 2 becomes TWO. patch-source must never lose this edit.
class EditInSource : public PatchSource {
 protected:
  void SetUp() override {
    PatchSource::SetUp();
    ASSERT_TRUE(succeeds(apply("four.patch")));
    write_file(in("source/src/a.c"), edited);
  }
  const std::string edited = replaced(kFour, "two", "TWO");
};

TEST_F(EditInSource, IsKeptIfThePatchIsTheSame) {
  EXPECT_TRUE(succeeds(apply("four.patch")));
  EXPECT_EQ(patched(), edited);
}

TEST_F(EditInSource, IsStillNoticedAfterTheSamePatchIsAppliedAgain) {
  EXPECT_TRUE(succeeds(apply("four.patch")));
  EXPECT_TRUE(fails(apply("three.patch"), "both the patches and .* were changed"));
  EXPECT_EQ(patched(), edited);
}

TEST_F(EditInSource, StopsAnotherPatch) {
  EXPECT_TRUE(fails(apply("three.patch"), "both the patches and .* were changed"));
  EXPECT_EQ(patched(), edited);
}

// All patches in libc/. They have one line of context, so that they repeat little of other authors'
// source.
std::vector<std::string> patches() {
  std::vector<std::string> found;
  for (const std::string& file : files_under(in_source("libc"), ".patch"))
    if (file.find("/patches/") != file.npos) found.push_back(file);
  return found;
}

// Returns the number of the first line with too much context, or 0 if there is none. Before the first
// change of a hunk, one line of context is allowed. After a change, two are allowed, because the second
// can be the line before the next change.
int line_with_too_much_context(const std::string& patch) {
  bool within = false;
  int number = 0, run = 0, allowed = 1;
  for (const std::string& line : lines(patch)) {
    ++number;
    if (line.starts_with("@@")) {
      within = true, run = 0, allowed = 1;
    } else if (line.starts_with("diff ") || line.starts_with("--- ") || line.starts_with("+++ ")) {
      within = false;
    } else if (within && line.starts_with(" ")) {
      if (++run > allowed) return number;
    } else if (within) {
      run = 0, allowed = 2;  // one line after this change, one before the next
    }
  }
  return 0;
}

class CommittedPatch : public testing::TestWithParam<std::string> {};
TEST_P(CommittedPatch, HasAtMostOneLineOfContext) {
  EXPECT_EQ(line_with_too_much_context(read_file(in_source("libc/" + GetParam()))), 0)
      << "the line with this number is one line of context too many; use git diff -U1";
}
INSTANTIATE_TEST_SUITE_P(In, CommittedPatch, testing::ValuesIn(patches()), by_text);

// Checks the function above. In the first patch, line 3 is the second line of context before the change.
// In the second, line 7 is the third after the change.
TEST(CommittedPatchCheck, FindsInjectedContext) {
  EXPECT_EQ(line_with_too_much_context("@@ -1,4 +1,4 @@\n a\n b\n-c\n+C\n d\n"), 3);
  EXPECT_EQ(line_with_too_much_context("@@ -1,4 +1,4 @@\n a\n-c\n+C\n d\n e\n f\n"), 7);
}

}  // namespace
