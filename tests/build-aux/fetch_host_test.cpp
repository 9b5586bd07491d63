// SPDX-License-Identifier: MIT
// Tests build-aux/fetch. The script downloads a source archive if it is not in the cache, and prints its
// path. build-aux/pins lists the archives with their hashes. If a source cannot be fetched or has
// another hash, the error must name the file, the pinned hash, and the option of configure for a local
// copy.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// The sha256 and the file name of musl in build-aux/pins.
const char kPinnedHash[] = "d585fd3b613c66151fc3249e8ed44f77020cb5e6c1e635a616d3f9f82460512a";
const char kTarball[] = "musl_1.2.6.orig.tar.gz";

class Fetch : public testing::Test {
 protected:
  // Fetches musl into a cache of this test.
  Command fetch() const {
    return Command{in_source("build-aux/fetch"), "musl"}.set("NACRE_CACHE", cache);
  }
  // The same, with FROM replaced by TO in the pins, and without upstream's URL of musl. So only Debian's
  // archive is tried.
  Command fetch_with_pins(const char* from, const char* to) const {
    std::string pins = replaced(read_file(in_source("build-aux/pins")), from, to);
    for (const std::string& word : words(pins))
      if (word.starts_with("https://musl")) pins = replaced(pins, word, "-");
    return fetch().set("NACRE_PINS", folder.file("pins", pins));
  }
  // The tarballs in the cache.
  std::vector<std::string> cached() const {
    return fs::exists(cache) ? files_under(cache, ".orig.tar.gz") : std::vector<std::string>();
  }
  const TemporaryFolder folder;
  const std::string cache = folder.path("cache");
};

// A user passes a file as musl's source, and the file has another hash.
class FetchOfAWrongTarball : public Fetch, public testing::WithParamInterface<const char*> {};
TEST_P(FetchOfAWrongTarball, FailsWithThisMessage) {
  EXPECT_TRUE(fails(fetch().add({folder.file("wrong.tar.gz", "not musl")}), GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Message, FetchOfAWrongTarball,
                         testing::Values("sha256 .* is not the pinned hash", kPinnedHash, kTarball,
                                         "--with-musl="),
                         by_text);

TEST_F(Fetch, MissingTarballIsReported) {
  EXPECT_TRUE(fails(fetch().add({folder.path("none")}), "cannot be read"));
}

TEST_F(Fetch, DamagedCacheIsReported) {
  folder.file(std::string("cache/sha256/") + kPinnedHash + "/" + kTarball, "not musl");
  EXPECT_TRUE(fails(fetch(), "cached .* delete it"));
}

// PATH has no apt and no download program, and the cache is empty.
class FetchWithoutApt : public Fetch, public testing::WithParamInterface<const char*> {};
TEST_P(FetchWithoutApt, FailsWithThisMessageAndKeepsNothing) {
  fs::create_directory(folder.path("bare"));
  for (const char* tool : {"sh", "awk", "sed", "sha256sum", "cut", "mkdir", "dirname", "tail", "head",
                           "grep", "mv", "chmod", "rm", "sort", "cat"})
    fs::create_symlink(find_program(tool), folder.path("bare/") + tool);
  EXPECT_TRUE(fails(fetch().set("PATH", folder.path("bare")), GetParam()));
  EXPECT_EQ(cached().size(), 0U);
}
INSTANTIATE_TEST_SUITE_P(Message, FetchWithoutApt,
                         testing::Values("cannot fetch musl_1.2.6", kPinnedHash, "apt is not installed",
                                         "--with-musl=/path/to/"),
                         by_text);

TEST_F(Fetch, FileThatTheArchiveLacksIsNamed) {
  EXPECT_TRUE(
      fails(fetch_with_pins(kTarball, "musl_9.9.9.orig.tar.gz"), "cannot fetch musl_9.9.9.orig.tar.gz"));
}

TEST_F(Fetch, DownloadWithAnotherHashIsNotKept) {
  EXPECT_TRUE(fails(fetch_with_pins("d585fd3b613c", "000000000000"), "cannot fetch musl"));
  EXPECT_EQ(cached().size(), 0U);
}

TEST_F(Fetch, CacheThatCannotBeWrittenIsReported) {
  EXPECT_TRUE(fails(fetch().set("NACRE_CACHE", "/proc/none"), "set NACRE_CACHE"));
}

// A fresh machine: apt knows its archives, but has no package lists.
class FetchWithoutLists : public Fetch {
 protected:
  void SetUp() override {
    if (find_program("apt-get").empty() || !exists("/usr/lib/apt/apt-helper"))
      GTEST_SKIP() << "this machine has no apt";
    fs::create_directories(folder.path("empty/partial"));
    folder.file("apt.conf", "Dir::State::Lists \"" + folder.path("empty") + "\";\n");
  }
  Command with_empty_lists(Command command) const {
    return command.set("APT_CONFIG", folder.path("apt.conf"));
  }
};

TEST_F(FetchWithoutLists, ListsAreMadeAndTheFileIsFetched) {
  const Output output = with_empty_lists(fetch()).run();
  const std::string log = cache + "/apt/update.log";
  if (output.status != 0 && exists(log) && matches(read_file(log), "^(Err|W: Failed to fetch)"))
    GTEST_SKIP() << "the archive cannot be reached: " << read_file(log).substr(0, 200);
  EXPECT_EQ(output.status, 0) << output.all();
  EXPECT_TRUE(matches(output.all(), "creating them in")) << output.all();
  EXPECT_TRUE(exists(cache + "/sha256/" + kPinnedHash + "/" + kTarball));
}

// build-aux/apt-base prints the address of Debian's archive, and first creates package lists if apt has
// none. Three processes of it run at the same time. One must create the lists, and the others must wait.
// The one that creates them prints a message to descriptor 3, so there must be one message. Each process
// must print the address.
TEST_F(FetchWithoutLists, SeveralAtOnceMakeTheListsOnce) {
  const Command several =
      Command::shell("for i in 1 2 3; do \"$0\" \"$1\" 3>said.$i >base.$i & done; wait; cat said.*")
          .add({in_source("build-aux/apt-base"), folder.path("apt")})
          .in(folder.path());
  const Output output = with_empty_lists(several).run();
  for (const char* base : {"base.1", "base.2", "base.3"})
    EXPECT_NE(read_file(folder.path(base)), "") << output.all();
  EXPECT_EQ(lines(output.out).size(), 1U) << output.all();
}

}  // namespace
