// SPDX-License-Identifier: MIT
// Helpers for the tests *_host_test.cpp that use each compiler of the sysroot: gcc and clang.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// Returns the command of the build machine's own C compiler (CC in config.mk), followed by these words.
// It compiles for the machine's libc, not for the sysroot.
Command machine_cc(std::vector<std::string> words);
// Returns the folder with the libraries of the build machine's glibc, in which its linker searches. It
// is found by libBrokenLocale.a, which no other libc has.
std::string machine_library_folder();

// A test whose first parameter is a compiler, "gcc" or "clang". The test is skipped if this machine does
// not have that compiler. Each test has its own folder, in which the commands run.
template <class... Parameters>
class ByCompiler : public testing::TestWithParam<std::tuple<std::string, Parameters...>> {
 protected:
  void SetUp() override {
    if (find_program(compiler()).empty())
      GTEST_SKIP() << "there is no " << compiler() << " on this machine";
  }
  std::string compiler() const { return std::get<0>(this->GetParam()); }
  template <size_t kIndex = 1>
  auto parameter() const {
    return std::get<kIndex>(this->GetParam());
  }

  Command cc(std::vector<std::string> words = {}) const {
    return here(Command{in_sysroot("bin/nacre-" + compiler())}.add(std::move(words)));
  }
  Command cxx(std::vector<std::string> words = {}) const {
    return here(Command{in_sysroot("bin/nacre-" + cxx_name())}.add(std::move(words)));
  }
  std::string cxx_name() const { return compiler() == "gcc" ? "g++" : "clang++"; }
  // Returns the command that runs a program of this test's folder.
  Command program(const std::string& name) const { return here(Command{folder.path(name)}); }
  Command here(Command command) const { return command.in(folder.path()); }

  const TemporaryFolder folder;
};

// Returns the parameters of ByCompiler tests: every compiler with every combination of the other values.
template <class... Values>
auto by_compilers(Values... values) {
  return testing::Combine(testing::Values("gcc", "clang"), values...);
}

// Names the instances of a test by all of its parameters, if they are texts.
inline constexpr auto by_texts = [](const auto& info) {
  return std::apply(
      [&](const auto&... texts) {
        return instance_name(join({std::string(texts)...}, "_"), info.index);
      },
      info.param);
};

}  // namespace nacre::test
