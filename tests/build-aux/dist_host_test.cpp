// SPDX-License-Identifier: MIT
// Tests build-aux/dist, which creates the source archive. The archives of a repository and of its
// clone must have the same bytes. The archive must contain all files of the last commit, and its
// configure must work.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

class Dist : public testing::Test {
 protected:
  // Creates the repository "first", whose only commit has the files of this repository's last commit,
  // and its clone "second". They differ in umask, time zone and file times. "first" also has a file
  // that is not committed.
  static void SetUpTestSuite() {
    if (!exists(in_source(".git"))) return;
    folder = std::make_unique<TemporaryFolder>();
    top = "nacre-" + lines(read_file(in_source("VERSION")))[0];
    ASSERT_TRUE(succeeds(Command{"git", "-c", "safe.directory=*", "-C", in_source(), "archive", "-o",
                                 folder->path("head.tar"), "HEAD"}));
    fs::create_directory(folder->path("first"));
    ASSERT_TRUE(succeeds(in_folder({"tar", "-xf", "head.tar", "-C", "first"})));
    ASSERT_TRUE(succeeds(in_folder({"git", "init", "-q", "first"})));
    ASSERT_TRUE(succeeds(in_folder({"git", "-C", "first", "add", "-f", "."})));
    ASSERT_TRUE(succeeds(commit("first")));
    with_umask(002, [] { return in_folder({"git", "clone", "-q", "first", "second"}); });
    for (const std::string& file : files_under(folder->path("first")))
      if (!file.starts_with(".git/"))
        fs::permissions(folder->path("first/" + file), fs::perms::group_all | fs::perms::others_all,
                        fs::perm_options::remove);
    fs::last_write_time(folder->path("first/configure"),
                        fs::file_time_type::clock::now() - std::chrono::years(20));
    folder->file("first/notes", "notes\n");

    // Archive "one" is made from "first", "two" from "second", and "three" from "second" after another
    // commit.
    first = with_umask(077, [] { return dist("first", "one").set("TZ", "Asia/Tokyo"); });
    second = with_umask(002, [] { return dist("second", "two").set("TZ", "UTC"); });
    folder->file("second/LICENSE", read_file(folder->path("second/LICENSE")) + "more\n");
    ASSERT_TRUE(succeeds(commit("second")));
    ASSERT_TRUE(succeeds(dist("second", "three")));
    members = lines(in_folder({"tar", "-tvzf", archive("one")}).run().out);
    ASSERT_TRUE(succeeds(in_folder({"tar", "-xzf", archive("one")})));
  }
  static void TearDownTestSuite() { folder.reset(); }
  void SetUp() override {
    if (folder == nullptr) GTEST_SKIP() << "the sources are not a git repository";
  }

  static Command in_folder(std::vector<std::string> line) { return Command(line).in(folder->path()); }
  // Makes an archive of the repository FROM in the folder TO.
  static Command dist(const std::string& from, const std::string& to) {
    return in_folder({in_source("build-aux/dist"), from, to});
  }
  static Command commit(const std::string& repository) {
    return in_folder({"git", "-C", repository, "-c", "user.name=nobody", "-c", "user.email=nobody", "-c",
                      "commit.gpgsign=false", "commit", "-q", "-a", "-m", "commit"});
  }
  template <class Make>
  static Output with_umask(mode_t mask, const Make& make) {
    const mode_t before = umask(mask);
    const Output output = make().run();
    umask(before);
    return output;
  }
  static std::string archive(const std::string& name) { return name + "/" + top + ".tar.gz"; }
  static std::string bytes(const std::string& name) { return read_file(folder->path(archive(name))); }
  static std::string path_of(const std::string& member) { return words(member).at(5); }

  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline std::string top;                   // the folder inside the archive: nacre-VERSION
  static inline Output first, second;              // of `dist` in these repositories
  static inline std::vector<std::string> members;  // as tar lists them
};

TEST_F(Dist, MakesAnArchive) { EXPECT_EQ(first.status, 0) << first.all(); }
TEST_F(Dist, PrintsThePath) { EXPECT_EQ(first.out, archive("one") + "\n"); }
TEST_F(Dist, ReportsAChangeThatIsNotCommitted) {
  EXPECT_TRUE(matches(first.err, "last commit, without the changes to 1 files")) << first.err;
}
TEST_F(Dist, MakesAnArchiveOfAClone) { EXPECT_EQ(second.status, 0) << second.all(); }
TEST_F(Dist, ReportsNothingWhenAllIsCommitted) { EXPECT_EQ(second.err, ""); }
TEST_F(Dist, MakesTheSameBytesFromAClone) { EXPECT_TRUE(bytes("one") == bytes("two")); }
TEST_F(Dist, LeavesNoOtherFile) {
  EXPECT_EQ(files_under(folder->path("one")), std::vector{top + ".tar.gz"});
}
TEST_F(Dist, MakesOtherBytesFromAnotherCommit) { EXPECT_FALSE(bytes("one") == bytes("three")); }

TEST_F(Dist, MembersBelongToRootAndOnlyRootMayWriteThem) {
  EXPECT_GT(members.size(), 100U);
  for (const std::string& member : members)
    EXPECT_TRUE(matches(member, "^[dl-]rw[x-]r-[x-]r-[x-] root/root|^lrwxrwxrwx root/root")) << member;
}
TEST_F(Dist, MembersAreInOneFolder) {
  for (const std::string& member : members)
    EXPECT_TRUE(path_of(member).starts_with(top + "/")) << member;
}
TEST_F(Dist, MembersAreTheFilesOfTheRepository) {
  const std::vector<std::string> files = lines(in_folder({"git", "-C", "first", "ls-files"}).run().out);
  std::multiset<std::string> archived;
  for (const std::string& member : members)
    if (member[0] != 'd') archived.insert(path_of(member).substr(top.size() + 1));
  EXPECT_EQ(archived, std::multiset<std::string>(files.begin(), files.end()));
}

TEST_F(Dist, UnpackedSourceCanBeConfigured) {
  fs::create_directory(folder->path("out"));
  EXPECT_TRUE(
      succeeds(Command{folder->path(top + "/configure"), "--disable-cxx"}.in(folder->path("out"))));
}
// The folder is the unpacked archive, which has no .git.
TEST_F(Dist, RejectsAFolderThatIsNoRepository) {
  EXPECT_TRUE(fails(dist(top, "four"), "is not a git repository"));
}

}  // namespace
