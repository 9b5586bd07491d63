// SPDX-License-Identifier: MIT
// Tests build-aux/fetch-compiler, which unpacks a cross compiler into the download cache. The script
// takes a lock in this directory, and calls unpack-debs, which takes another lock there. If both locks
// were one file, unpack-debs would wait forever.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Runs fetch-compiler from a copy of build-aux, with two stubs: apt-base succeeds, and apt-get fails for
// every package. Within 20 seconds, fetch-compiler must call apt-get and report the package.
TEST(FetchCompiler, ReportsAPackageThatAptDoesNotHave) {
  const TemporaryFolder folder;
  fs::copy(in_source("build-aux"), folder.path("build-aux"));
  fs::create_directories(folder.path("libc/toolchain"));
  folder.file("libc/toolchain/hosts", "test-host arch loader no-such-compiler no-such-package own\n");
  fs::create_directory(folder.path("bin"));
  for (const std::string script : {"build-aux/apt-base", "bin/apt-get"}) {
    write_file(folder.path(script), script == "bin/apt-get" ? "#!/bin/sh\nexit 100\n" : "#!/bin/sh\n");
    fs::permissions(folder.path(script), fs::perms::owner_all);
  }
  const Command fetch = Command::shell("PATH=bin:$PATH build-aux/fetch-compiler test-host")
                            .in(folder.path())
                            .set("NACRE_CACHE", folder.path("cache"))
                            .seconds(20);
  EXPECT_TRUE(fails(fetch, "apt cannot resolve no-such-package"));
}

}  // namespace
