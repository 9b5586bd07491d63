// SPDX-License-Identifier: MIT
// Tests that the programs in tests/headers/programs compile as C and as C++. Most of them use libc
// headers and kernel headers together.
#include <gtest/gtest.h>

#include "tests/headers/sweep.hpp"
#include "tests/support/host/built.hpp"

using namespace nacre::test;

namespace {

// The options that each program is compiled with. "clang" selects nacre-clang. "-isystem" adds the
// folder of the kernel's headers again: with -isystem, they come before the libc's headers.
const char* const kVariants[] = {"", "-D_GNU_SOURCE", "-D_GNU_SOURCE -D_LARGEFILE64_SOURCE",
                                 "-D_GNU_SOURCE -isystem", "clang -D_GNU_SOURCE"};

class ProgramWithBothHeaders
    : public testing::TestWithParam<std::tuple<const char*, std::string, const char*>> {};
TEST_P(ProgramWithBothHeaders, Compiles) {
  const auto& [language, program, variant] = GetParam();
  if (language == std::string("c++")) SKIP_WITHOUT_CXX();
  Strings options = words(variant);
  std::string compiler = language == std::string("c") ? "nacre-gcc" : "nacre-g++";
  if (!options.empty() && options[0] == "clang") {
    if (find_program("clang").empty()) GTEST_SKIP() << "clang is not installed";
    compiler = "nacre-clang";
    options.erase(options.begin());
  }
  if (!options.empty() && options.back() == "-isystem") options.push_back(kernel_headers());
  EXPECT_TRUE(succeeds(
      Command{in_sysroot("bin/" + compiler), "-x", language, "-Wall", "-Werror", "-fsyntax-only"}
          .add(options)
          .add({in_source("tests/headers/programs/" + program)})));
}
INSTANTIATE_TEST_SUITE_P(
    As, ProgramWithBothHeaders,
    testing::Combine(testing::Values("c", "c++"),
                     testing::ValuesIn(files_under(in_source("tests/headers/programs"), ".c")),
                     testing::ValuesIn(kVariants)));

}  // namespace
