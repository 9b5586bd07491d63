// SPDX-License-Identifier: MIT
// Tests configure: it rejects wrong arguments with a message that helps, and writes config.mk for make.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Runs configure in a temporary folder.
class Configure : public testing::Test {
 protected:
  Command configure(std::vector<std::string> words = {}) const {
    return Command{in_source("configure")}
        .add(std::move(words))
        .in(folder.path())
        .unset("CC")
        .unset("CXX")
        .unset("CFLAGS");
  }
  // Creates a shell script that replaces a program, and returns its path.
  std::string script(const std::string& name, const std::string& body) const {
    const std::string file = folder.file(name, "#!/bin/sh\n" + body);
    fs::permissions(file, fs::perms::owner_all);
    return file;
  }
  std::string written() const { return read_file(folder.path("config.mk")); }

  const TemporaryFolder folder;
};

TEST_F(Configure, HelpListsTheOptions) {
  EXPECT_TRUE(prints_match(configure({"--help"}), "--with-kernel-headers"));
}

struct WrongArguments {
  const char* arguments;
  const char* message;
  operator std::string() const { return arguments; }
};
class ConfigureRejects : public Configure, public testing::WithParamInterface<WrongArguments> {
 protected:
  Command configure_wrongly() const { return configure(words(GetParam().arguments)); }
};
TEST_P(ConfigureRejects, WithAMessage) { EXPECT_TRUE(fails(configure_wrongly(), GetParam().message)); }
TEST_P(ConfigureRejects, AndWritesNothing) {
  configure_wrongly().run();
  EXPECT_TRUE(fs::is_empty(folder.path()));
}
INSTANTIATE_TEST_SUITE_P(
    Argument, ConfigureRejects,
    testing::Values(WrongArguments{"--with-mussel", "unknown argument '--with-mussel'"},
                    WrongArguments{"--with-string=glibc", "neither nacre nor musl"},
                    WrongArguments{"CC=no-such-cc", "'no-such-cc' is not installed"},
                    WrongArguments{"CXX=false", "does not compile C\\+\\+20"},  //
                    WrongArguments{"--prefix=here", "absolute path"},           //
                    WrongArguments{"--with-musl=none.tar.gz", "with-musl=.*cannot be read"},
                    WrongArguments{"--with-kernel-headers=.", "has no linux/version.h"},
                    WrongArguments{"--host=pdp11-unix", "known hosts: .*aarch64-linux-gnu"},
                    WrongArguments{"--host=aarch64-linux-gnu CC=gcc CXX=g++",
                                   "compiles for .*, not for"}),
    by_text);

TEST_F(Configure, WorksOutsideTheSourceFolder) {
  EXPECT_TRUE(succeeds(configure({"--disable-cxx", "--prefix=" + folder.path("here")})));
}
TEST_F(Configure, WritesDisableCxxToConfigMk) {
  ASSERT_TRUE(succeeds(configure({"--disable-cxx", "--prefix=" + folder.path("here")})));
  EXPECT_TRUE(matches(written(), "^CXX_RUNTIME := no$"));
}
TEST_F(Configure, RelativePathIsMadeAbsolute) {
  folder.file("deep/file.tar.gz", "");
  ASSERT_TRUE(
      succeeds(configure({"--disable-cxx", "--with-musl=../deep/file.tar.gz"}).in(folder.path("deep"))));
  EXPECT_NE(read_file(folder.path("deep/config.mk"))
                .find("--with-musl=" + folder.path("deep/../deep/file.tar.gz")),
            std::string::npos);
}

// Runs configure with a stub of g++ that reports the given version. build-aux/pins has the source of
// libstdc++ 12.2.0 and 14.2.0 only.
class ConfigureWithGccVersion : public Configure {
 protected:
  Command with_version(const std::string& version) const {
    const std::string major = version.substr(0, version.find('.'));
    return configure({"CXX=" + script("another-g++", "case $1 in -dumpversion) echo " + major +
                                                         " ;; -dumpfullversion) echo " + version +
                                                         " ;; *) exec g++ \"$@\" ;; esac\n")});
  }
};
TEST_F(ConfigureWithGccVersion, NamesAVersionWithoutAPinnedSource) {
  EXPECT_TRUE(fails(with_version("99.1.0"), "is gcc 99.1.0, but build-aux/pins has no source"));
}
TEST_F(ConfigureWithGccVersion, SaysHowToSupplyTheSource) {
  EXPECT_TRUE(fails(with_version("99.1.0"), "--with-libstdcxx=FILE .*apt-get download gcc-99-source"));
}
TEST_F(ConfigureWithGccVersion, AcceptsASuppliedSource) {
  folder.file("source.tar.gz", "none\n");
  EXPECT_TRUE(succeeds(with_version("99.1.0").add({"--with-libstdcxx=source.tar.gz"})));
}
TEST_F(ConfigureWithGccVersion, NeedsNoSourceWithoutCxx) {
  EXPECT_TRUE(succeeds(with_version("99.1.0").add({"--disable-cxx"})));
}
TEST_F(ConfigureWithGccVersion, NamesThePinnedVersionOfTheSameMajorVersion) {
  EXPECT_TRUE(fails(with_version("12.9.0"), "is gcc 12.9.0, but build-aux/pins has only gcc 12.2.0"));
}
class ConfigureWithPinnedGcc : public ConfigureWithGccVersion,
                               public testing::WithParamInterface<const char*> {};
TEST_P(ConfigureWithPinnedGcc, Succeeds) { EXPECT_TRUE(succeeds(with_version(GetParam()))); }
INSTANTIATE_TEST_SUITE_P(Version, ConfigureWithPinnedGcc, testing::Values("12.2.0", "14.2.0"), by_text);

// Runs configure for aarch64 with stubs of cross compilers. They run the native tools, and only their
// names and -dumpmachine are those of the other host.
class ConfigureForAnotherHost : public Configure {
 protected:
  void SetUp() override {
    for (const std::string tool : {"gcc", "g++", "ar"})
      script("tools/aarch64-linux-gnu-" + tool,
             "case \"$*\" in *-dumpmachine*) echo aarch64-linux-gnu ;; *) exec " + tool +
                 " \"$@\" ;; esac\n");
    const char* path = getenv("PATH");
    configured = configure({"--host=aarch64-linux-gnu"})
                     .set("PATH", folder.path("tools") + ":" + (path == nullptr ? "" : path))
                     .run();
  }
  Output configured;
};
TEST_F(ConfigureForAnotherHost, Succeeds) { EXPECT_EQ(configured.status, 0) << configured.all(); }
TEST_F(ConfigureForAnotherHost, CompilerIsTheCrossCompiler) {
  EXPECT_TRUE(matches(written(), "^CC := aarch64-linux-gnu-gcc$"));
}
TEST_F(ConfigureForAnotherHost, ToolsHaveThePrefixOfTheCrossCompiler) {
  EXPECT_TRUE(matches(written(), "^CROSS := aarch64-linux-gnu-$"));
}
TEST_F(ConfigureForAnotherHost, ArchitectureIsThatOfTheHost) {
  EXPECT_TRUE(matches(written(), "^ARCH := aarch64$"));
}
TEST_F(ConfigureForAnotherHost, LoaderIsThatOfTheHost) {
  EXPECT_TRUE(matches(written(), "^LOADER := aarch64$"));
}
TEST_F(ConfigureForAnotherHost, InstallPrefixNamesTheHost) {
  EXPECT_TRUE(matches(written(), "^prefix := /usr/local/nacre-aarch64-linux-gnu$"));
}

// The architectures in libc/toolchain/hosts. Each must have sources and tests.
std::vector<std::string> architectures() {
  std::vector<std::string> found;
  for (const Strings& row : table_rows(read_file(in_source("libc/toolchain/hosts"))))
    found.push_back(row.at(1));
  return found;
}
class HostOfTheTable : public testing::TestWithParam<std::string> {};
TEST_P(HostOfTheTable, HasSourcesAndTests) {
  EXPECT_TRUE(exists(in_source("sysdeps/linux/" + GetParam() + "/raw_syscall.hpp")));
  EXPECT_TRUE(exists(in_source("tests/sysdeps/linux/" + GetParam() + "/machine.hpp")));
}
INSTANTIATE_TEST_SUITE_P(Architecture, HostOfTheTable, testing::ValuesIn(architectures()), by_text);

}  // namespace
