// SPDX-License-Identifier: MIT
// Tests kernel/headers/write-headers, which makes the folder of kernel headers for the sysroot. It takes
// the headers from Debian's package. If the package cannot be fetched, it takes them from the kernel's
// source. The tests invent a package and a source, and apt-helper copies them from local folders
// instead of the network. Each header contains "package" or "source of ARCH", so that the tests can see
// its origin.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

class MakeKernelHeaders : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists("/usr/lib/apt/apt-helper"))
      GTEST_SKIP() << "this machine has no apt-helper, which copies the archives";
    fs::create_directories(folder.path("pool"));
    fs::create_directories(folder.path("cache"));
    fs::create_directories(folder.path("package/usr/include/x86_64-linux-gnu"));
    folder.file("package/DEBIAN/control",
                "Package: headers\nVersion: 1\nArchitecture: all\n"
                "Maintainer: nobody <nobody@localhost>\nDescription: none\n");
    for (const char* header : {"include/linux/version.h", "lib/linux/uapi/x86/asm/unistd.h"})
      folder.file(std::string("package/usr/") + header, "/* package */\n");
    ASSERT_TRUE(succeeds(Command{"dpkg-deb", "-b", folder.path("package"), package}));
    for (const char* part : {"scripts", "include", "arch", "usr", "drivers"})
      fs::create_directories(folder.path("linux-0/") + part);
    folder.file("linux-0/Kbuild", "");
    make_source(source,
                "headers:\n"
                "\tmkdir -p $(O)/usr/include/linux $(O)/usr/include/asm\n"
                "\techo '/* source of $(ARCH) */' >$(O)/usr/include/linux/version.h\n"
                "\techo '/* source of $(ARCH) */' >$(O)/usr/include/asm/unistd.h\n"
                "\ttouch $(O)/usr/include/linux/.version.h.cmd\n");
  }
  void make_source(const std::string& tarball, const std::string& makefile) const {
    folder.file("linux-0/Makefile", makefile);
    ASSERT_TRUE(succeeds(Command{"tar", "-czf", tarball, "linux-0"}.in(folder.path())));
  }
  // Returns a command that makes the headers for x86 in the folder `out`. A place is the folder from
  // which an archive is fetched: "pool" has both archives, and "none" does not exist.
  Command make(const std::string& place_of_package, const std::string& place_of_source,
               const std::string& out = "out") const {
    // Returns a line as in build-aux/pins: name, file, SHA-256, "-", URL, configure's option.
    const auto pin = [&](const std::string& name, const std::string& file, const std::string& place,
                         const std::string& option) {
      const std::string hash = words(Command{"sha256sum", folder.path("pool/" + file)}.run().out).at(0);
      return name + " " + file + " " + hash + " - copy://" + folder.path(place) + "/" + file + " " +
             option + "\n";
    };
    const std::string pins = folder.file(
        "pins", pin("kernel-headers", "headers.deb", place_of_package, "--with-linux-libc-dev") +
                    pin("kernel-source", "linux.tar.gz", place_of_source, "--with-kernel-source"));
    return Command{in_source("kernel/headers/write-headers"), out, "x86"}
        .set("NACRE_PINS", pins)
        .set("NACRE_CACHE", folder.path("cache"))
        .in(folder.path());
  }
  // Expects headers that contain `text`, which names their origin.
  void expect_from(const std::string& text) const {
    for (const char* header : {"linux/version.h", "asm/unistd.h"})
      EXPECT_TRUE(matches(read_file(folder.path("out/") + header), text)) << header;
  }
  std::set<std::string> entries(const std::string& path) const {
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder.path(path)))
      found.insert(entry.path().filename());
    return found;
  }
  const TemporaryFolder folder;
  const std::string package = folder.path("pool/headers.deb");
  const std::string source = folder.path("pool/linux.tar.gz");
  const std::set<std::string> asm_and_linux{"asm", "linux"};
};

TEST_F(MakeKernelHeaders, TakesThePackage) {
  ASSERT_TRUE(succeeds(make("pool", "pool")));
  expect_from("package");
}
// The script skips folders of the package that are named after a target, such as x86_64-linux-gnu.
TEST_F(MakeKernelHeaders, OmitsThePackagesFolderOfATarget) {
  ASSERT_TRUE(succeeds(make("pool", "pool")));
  EXPECT_EQ(entries("out"), asm_and_linux);
}
// The script must not skip all headers because the path of `out` contains the name of a target.
TEST_F(MakeKernelHeaders, AcceptsATargetNameInTheOutputPath) {
  fs::create_directories(folder.path("for-x86_64-linux-gnu"));
  ASSERT_TRUE(succeeds(make("pool", "pool", "for-x86_64-linux-gnu/out")));
  EXPECT_EQ(entries("for-x86_64-linux-gnu/out"), asm_and_linux);
}
TEST_F(MakeKernelHeaders, TakesTheSourceIfThePackageIsMissing) {
  ASSERT_TRUE(succeeds(make("none", "pool")));
  expect_from("source of x86");
}
// `make headers` also leaves files such as .version.h.cmd.
TEST_F(MakeKernelHeaders, OmitsOtherFilesOfTheKernelsBuild) {
  ASSERT_TRUE(succeeds(make("none", "pool")));
  EXPECT_EQ(files_under(folder.path("out")),
            (std::vector<std::string>{"asm/unistd.h", "linux/version.h"}));
}
TEST_F(MakeKernelHeaders, NamesTheOptionsIfBothAreMissing) {
  EXPECT_TRUE(fails(make("none", "none"), "--with-linux-libc-dev=FILE, --with-kernel-source=FILE"));
}
TEST_F(MakeKernelHeaders, KeepsTheOldHeadersIfBothAreMissing) {
  ASSERT_TRUE(succeeds(make("none", "pool")));
  fs::remove_all(folder.path("cache"));
  fs::create_directories(folder.path("cache"));
  EXPECT_TRUE(fails(make("none", "none"), ""));
  expect_from("source of x86");
}
TEST_F(MakeKernelHeaders, TakesALocalPackage) {
  ASSERT_TRUE(succeeds(make("none", "none").add({package})));
  expect_from("package");
}
TEST_F(MakeKernelHeaders, TakesALocalSource) {
  ASSERT_TRUE(succeeds(make("none", "none").add({"", source})));
  expect_from("source of x86");
}

class MakeKernelHeadersOfABrokenSource : public MakeKernelHeaders {
 protected:
  void SetUp() override {
    MakeKernelHeaders::SetUp();
    if (IsSkipped()) return;
    make_source(folder.path("broken.tar.gz"), "headers:; false\n");
  }
  Command make_broken() const { return make("none", "none").add({"", folder.path("broken.tar.gz")}); }
};
TEST_F(MakeKernelHeadersOfABrokenSource, NamesTheArchive) {
  EXPECT_TRUE(fails(make_broken(), "'make headers' failed in .*broken.tar.gz"));
}
TEST_F(MakeKernelHeadersOfABrokenSource, LeavesNoHalfMadeFolder) {
  EXPECT_TRUE(fails(make_broken(), ""));
  for (const std::string& name : entries("")) EXPECT_FALSE(name.starts_with("out")) << name;
}

}  // namespace
