// SPDX-License-Identifier: MIT
// The compilers of the sysroot, for tests *_host_test.cpp that are run by each of them.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// The compiler that configure chose, with its options.
Command machine_cc(std::vector<std::string> words);
// A folder that the machine's linker searches. It has an archive that no other libc has,
// libBrokenLocale.a.
std::string machine_library_folder();

// A test by one compiler, "gcc" or "clang", and more parameters. It is skipped if this machine does not
// have that compiler. Each test has a folder of its own, in which the commands run.
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
  // A program that was linked in this test's folder.
  Command program(const std::string& name) const { return here(Command{folder.path(name)}); }
  Command here(Command command) const { return command.in(folder.path()); }

  const TemporaryFolder folder;
};

// Values for such tests: every compiler with every combination of the other parameters.
template <class... Values>
auto by_compilers(Values... values) {
  return testing::Combine(testing::Values("gcc", "clang"), values...);
}

// Names their instances by all parameters, which are texts.
inline constexpr auto by_texts = [](const auto& info) {
  return std::apply(
      [&](const auto&... texts) {
        return instance_name(join({std::string(texts)...}, "_"), info.index);
      },
      info.param);
};

}  // namespace nacre::test
