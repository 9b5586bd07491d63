// SPDX-License-Identifier: MIT
// Tests kernel/boot/pack, which makes the initramfs archive of a virtual machine (guest). The tests
// pack a folder with a script and a symbolic link, and unpack the archive with cpio.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

class GuestArchive : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    const std::string script = in_source("kernel/boot/check-console");
    write_file(folder->path("root/bin/check-console"), read_file(script));
    fs::permissions(folder->path("root/bin/check-console"), fs::status(script).permissions());
    fs::create_symlink("check-console", folder->path("root/bin/sh"));
    fs::create_directory(folder->path("unpacked"));
    cpio = program_of_package("cpio", "cpio", missing);
    if (cpio.empty()) return;
    const Output output = Command{in_source("kernel/boot/pack"), folder->path("root")}.run();
    ASSERT_EQ(output.status, 0) << output.err;
    archive = output.out;
    ASSERT_TRUE(succeeds(cpio_on_archive({"-i"})));
  }
  static void TearDownTestSuite() { folder.reset(); }
  void SetUp() override {
    if (cpio.empty()) GTEST_SKIP() << missing;
  }
  static Command cpio_on_archive(std::vector<std::string> options) {
    return Command(cpio).add({"--quiet"}).add(options).in(folder->path("unpacked")).input(archive);
  }
  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline std::vector<std::string> cpio;
  static inline std::string missing, archive;
};

TEST_F(GuestArchive, KeepsTheBytesAndThePermissionOfAScript) {
  const std::string file = folder->path("unpacked/bin/check-console");
  EXPECT_EQ(read_file(file), read_file(folder->path("root/bin/check-console")));
  EXPECT_NE(fs::status(file).permissions() & fs::perms::owner_exec, fs::perms::none);
}

TEST_F(GuestArchive, KeepsASymbolicLink) {
  EXPECT_EQ(fs::read_symlink(folder->path("unpacked/bin/sh")), "check-console");
}

// 070701 is the magic number of cpio's format newc.
TEST_F(GuestArchive, HasTheFormatThatTheKernelReads) { EXPECT_TRUE(archive.starts_with("070701")); }

TEST_F(GuestArchive, AllMembersBelongToRoot) {
  // With -n, cpio prints users and groups as numbers.
  const std::vector<std::string> members = lines(cpio_on_archive({"-tvn"}).run().out);
  EXPECT_GE(members.size(), 4U);  // two folders, the script and the link
  for (const std::string& member : members)
    EXPECT_TRUE(matches(member, "^[^ ]+ +[0-9]+ +0 +0 ")) << member;
}

TEST(GuestArchiveScript, ErrorNamesTheMissingFolder) {
  EXPECT_TRUE(fails(Command{in_source("kernel/boot/pack"), "/no/such/folder"}, "/no/such/folder"));
}

}  // namespace
