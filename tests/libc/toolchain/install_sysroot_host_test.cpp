// SPDX-License-Identifier: MIT
// Tests `make install` and `make uninstall`. An install copies the whole sysroot. An uninstall removes
// only nacre's files, and keeps the files of other packages in the same folder.
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Returns the relative paths of all files and links under a folder.
std::vector<std::string> files_and_links(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_symlink() || !entry.is_directory())
      found.push_back(entry.path().lexically_relative(folder));
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path().filename());
  return found;
}

const char kInstalledList[] = "share/nacre/installed";

// Runs install-sysroot and uninstall-sysroot, the scripts behind `make install` and `make uninstall`. To
// be fast, most tests install only some folders of the sysroot.
class Install : public testing::Test {
 protected:
  Install() {
    fs::create_directories(sysroot + "/share");
    for (const char* part : {"bin", "libexec", "share/nacre"})
      fs::copy(in_sysroot(part), sysroot + "/" + part,
               fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    write_file(sysroot + "/lib/nacre-gcc.specs", "");  // install-sysroot recognizes nacre by this file
  }
  Command install(const std::string& to) const {
    return Command{in_source("libc/toolchain/install-sysroot"), sysroot, to};
  }
  Command uninstall(const std::string& from) const {
    return Command{in_source("libc/toolchain/uninstall-sysroot"), from};
  }
  // Runs make with DESTDIR=stage.
  Command make(const std::string& goal) const {
    return Command{"make", "-s", "-C", in_build("."), goal, "DESTDIR=" + folder.path("stage")}
        .unset("MAKEFLAGS")
        .unset("MFLAGS")
        .unset("MAKELEVEL");
  }
  void add_files_of_another_package() const {
    write_file(target + "/lib/libmine.a", "mine\n");
    fs::create_directories(target + "/share/mine");
    fs::create_symlink("../../lib/libmine.a", target + "/share/mine/a link");
  }
  const TemporaryFolder folder;
  const std::string sysroot = folder.path("sysroot");
  const std::string target = folder.path("stage") + setting("prefix");
  const std::vector<std::string> of_another_package = {"lib/libmine.a", "share/mine/a link"};
};

class Installed : public Install {
 protected:
  void SetUp() override { ASSERT_TRUE(succeeds(install(target))); }
};

// The whole sysroot, installed by `make install`.
class InstalledByMake : public Install {
 protected:
  void SetUp() override { ASSERT_TRUE(succeeds(make("install").seconds(900))); }
};
TEST_F(InstalledByMake, CompilerMakesAProgramForTheInstalledLoader) {
  const std::string source =
      folder.file("hello.cpp", "#include <iostream>\nint main() { std::cout << \"installed\\n\"; }\n");
  const std::string program = folder.path("hello");
  ASSERT_TRUE(succeeds(Command{target + "/bin/nacre-g++", source, "-o", program}));
  EXPECT_TRUE(prints_match(Command{"readelf", "-lW", program}, target + "/lib/ld-musl"));
  EXPECT_TRUE(prints(Command{program}, "installed"));
}
TEST_F(InstalledByMake, HasTheFilesOfTheSysroot) {
  std::vector<std::string> expected = files_and_links(in_build("sysroot"));
  expected.push_back(kInstalledList);
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(files_and_links(target), expected);
}
TEST_F(InstalledByMake, IsRemovedByMake) {
  ASSERT_TRUE(succeeds(make("uninstall").seconds(900)));
  EXPECT_FALSE(exists(target));
}

TEST_F(Installed, CanBeReplacedIfThePathHasATrailingSlash) {
  EXPECT_TRUE(succeeds(install(target + "/")));
}
// install-sysroot copies to a temporary name next to the target.
TEST_F(Installed, ReplacementLeavesNoOtherFolder) {
  ASSERT_TRUE(succeeds(install(target + "/")));
  EXPECT_EQ(names_in(fs::path(target).parent_path()).size(), 1U);
}
TEST_F(Installed, KeepsFilesOfAnotherPackage) {
  add_files_of_another_package();
  ASSERT_TRUE(succeeds(install(target)));
  EXPECT_EQ(read_file(target + "/share/mine/a link"), "mine\n");
}
TEST_F(Installed, ListHasAllFilesButThoseOfAnotherPackage) {
  add_files_of_another_package();
  ASSERT_TRUE(succeeds(install(target)));
  std::vector<std::string> listed = lines(read_file(target + "/" + kInstalledList));
  EXPECT_TRUE(std::is_sorted(listed.begin(), listed.end()));
  listed.insert(listed.end(), of_another_package.begin(), of_another_package.end());
  std::sort(listed.begin(), listed.end());
  EXPECT_EQ(files_and_links(target), listed);
}
TEST_F(Installed, ListNamesItself) {
  const std::vector<std::string> listed = lines(read_file(target + "/" + kInstalledList));
  EXPECT_EQ(std::count(listed.begin(), listed.end(), kInstalledList), 1);
}
TEST_F(Installed, CanBeInstalledAgainAfterUninstall) {
  ASSERT_TRUE(succeeds(uninstall(target)));
  EXPECT_TRUE(succeeds(install(target)));
  EXPECT_TRUE(exists(target + "/bin/nacre-gcc"));
}
TEST_F(Installed, UninstallRemovesTheWholeFolder) {
  EXPECT_TRUE(succeeds(uninstall(target)));
  EXPECT_EQ(names_in(fs::path(target).parent_path()), std::vector<std::string>());
}
// A file is missing, as after an uninstall that was interrupted.
TEST_F(Installed, IsUninstalledIfAFileIsMissing) {
  fs::remove(target + "/bin/nacre-clang");
  EXPECT_TRUE(succeeds(uninstall(target)));
  EXPECT_FALSE(exists(target));
}

// Uninstalls nacre from a folder that also has files of another package.
class Uninstalled : public Installed {
 protected:
  void SetUp() override {
    Installed::SetUp();
    add_files_of_another_package();
    uninstalled = uninstall(target).run();
  }
  Output uninstalled;
};
TEST_F(Uninstalled, Succeeds) { EXPECT_EQ(uninstalled.status, 0) << uninstalled.all(); }
TEST_F(Uninstalled, OnlyFilesOfAnotherPackageAreLeft) {
  EXPECT_EQ(files_and_links(target), of_another_package);
}
TEST_F(Uninstalled, FilesThatAreLeftAreNamed) {
  EXPECT_NE(uninstalled.out.find("  " + target + "/lib/libmine.a\n"), std::string::npos)
      << uninstalled.all();
}
TEST_F(Uninstalled, NoFolderIsLeftEmpty) {
  for (const auto& entry : fs::recursive_directory_iterator(target))
    EXPECT_FALSE(entry.is_directory() && fs::is_empty(entry.path())) << entry.path();
}
TEST_F(Uninstalled, SecondUninstallFailsWithoutTheList) {
  EXPECT_TRUE(fails(uninstall(target), "share/nacre/installed, so nacre's files"));
}
TEST_F(Uninstalled, InstallDoesNotReplaceWhatIsLeft) {
  EXPECT_TRUE(fails(install(target), "has files but no nacre in it"));
}

class InstallOverOtherFiles : public Install {
 protected:
  const std::string other = folder.file("other/file", "");
};
TEST_F(InstallOverOtherFiles, Fails) {
  EXPECT_TRUE(fails(install(folder.path("other")), "has files but no nacre in it"));
}
TEST_F(InstallOverOtherFiles, ChangesNothing) {
  install(folder.path("other")).run();
  EXPECT_EQ(names_in(folder.path("other")), std::vector<std::string>{"file"});
}

TEST_F(Install, MissingFolderIsNamedByUninstall) {
  EXPECT_TRUE(fails(uninstall(target), target + " does not exist"));
}
TEST_F(Install, FolderThatCannotBeWrittenIsNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  EXPECT_TRUE(fails(install("/usr/nacre"), "is not writable"));
}

// Uninstalls with a list of installed files that names a file outside the folder.
class ListWithAFileOutside : public Installed {
 protected:
  void SetUp() override {
    Installed::SetUp();
    const std::string list = target + "/" + kInstalledList;
    write_file(list, read_file(list) + fs::path(outside).lexically_relative(target).string() + "\n");
    // The new line leads to the file outside.
    ASSERT_TRUE(exists(target + "/" + lines(read_file(list)).back()));
    uninstalled = uninstall(target).run();
  }
  const std::string outside = folder.file("other/file", "");
  Output uninstalled;
};
TEST_F(ListWithAFileOutside, IsRefused) {
  EXPECT_EQ(uninstalled.status, 1);
  EXPECT_TRUE(matches(uninstalled.all(), "outside")) << uninstalled.all();
}
TEST_F(ListWithAFileOutside, FileOutsideIsKept) { EXPECT_TRUE(exists(outside)); }
TEST_F(ListWithAFileOutside, InstalledFilesAreKept) {
  EXPECT_EQ(access((target + "/bin/nacre-gcc").c_str(), X_OK), 0);
}

}  // namespace
