// SPDX-License-Identifier: MIT
// Runs clang-format, clang-tidy and shellcheck on the sources, and checks that each source states its
// license. A test is skipped if this machine does not have its tool.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> sources_under(const std::vector<std::string>& folders,
                                       const std::vector<std::string>& endings) {
  std::vector<std::string> found;
  for (const std::string& folder : folders)
    for (const std::string& ending : endings)
      for (const std::string& file : files_under(in_source(folder), ending))
        found.push_back(in_source(folder + "/" + file));
  return found;
}

TEST(Sources, AreFormattedByClangFormat) {
  if (find_program("clang-format").empty()) GTEST_SKIP() << "clang-format is not installed";
  EXPECT_TRUE(succeeds(Command{"clang-format", "--dry-run", "-Werror"}
                           .add(sources_under({"libc", "support", "sysdeps", "tools", "tests", "bench"},
                                              {".cpp", ".hpp"}))
                           .seconds(1500)));
}

TEST(Sources, PassClangTidy) {
  if (find_program("clang-tidy").empty() || find_program("clang").empty())
    GTEST_SKIP() << "clang-tidy or clang is not installed";
  const std::string arch = setting("ARCH");
  Command tidy{"clang-tidy", "--quiet", "--config-file=" + in_source(".clang-tidy")};
  // Only the sources of this build's architecture.
  for (const std::string& source : sources_under({"libc", "sysdeps"}, {".cpp"})) {
    const std::string path = fs::relative(source, in_source("sysdeps/linux"));
    if (path.starts_with("..") || path.find('/') == path.npos || path.starts_with(arch + "/"))
      tidy.add({source});
  }
  const std::string of_clang = words(Command{"clang", "-print-resource-dir"}.run().out).at(0);
  tidy.add({"--", "-std=c++20", "-ffreestanding", "-nostdinc", "-nostdinc++", "-D_GNU_SOURCE",
            "-isystem", "sysroot/include", "-isystem", of_clang + "/include", "-idirafter",
            "sysroot/include/under", "-I" + in_source()});
  for (const std::string& layer :
       {"linux/" + arch, std::string("linux"), std::string("musl"), std::string("generic")})
    tidy.add({"-I" + in_source("sysdeps/" + layer)});
  EXPECT_TRUE(succeeds(tidy.add({"-Iobj/generated"}).in(in_build()).seconds(3000)));
}

TEST(ShellScripts, PassShellcheck) {
  if (find_program("shellcheck").empty()) GTEST_SKIP() << "shellcheck is not installed";
  // SC2154 (variable is not assigned) is left out, because scripts get variables from the files that
  // they include.
  Command check{"shellcheck", "-s", "sh", "-S", "warning", "-e", "SC2154"};
  for (auto entry = fs::recursive_directory_iterator(in_source()); entry != fs::end(entry); ++entry) {
    const std::string name = entry->path().filename();
    if (name == ".git" || name == "build")
      entry.disable_recursion_pending();
    else if (entry->is_regular_file() &&
             (name.ends_with(".sh") || read_file(entry->path()).starts_with("#!/bin/sh\n")))
      check.add({entry->path()});
  }
  EXPECT_TRUE(succeeds(check.seconds(1500)));
}

TEST(Sources, StateTheirLicense) {
  std::vector<std::string> sources =
      sources_under({"libc", "support", "sysdeps", "tools", "kernel", "tests", "bench", "build-aux"},
                    {".cpp", ".hpp", ".c", ".h", ".mk", ".sh"});
  EXPECT_GT(sources.size(), 300U);
  for (const char* file : {"configure", "Makefile"}) sources.push_back(in_source(file));
  for (const std::string& source : sources)
    EXPECT_NE(read_file(source).find("SPDX-License-Identifier"), std::string::npos) << source;
}

}  // namespace
