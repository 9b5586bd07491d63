// SPDX-License-Identifier: MIT
// Tests that each of nacre's own headers compiles without other headers, also if it is included twice.
// The headers are compiled in several language standards, with warnings as errors.
#include <gtest/gtest.h>

#include "tests/support/host/built.hpp"
#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class HeadersAlone : public testing::TestWithParam<const char*> {
 protected:
  // Compiles a source for each header, except those in bits/, which programs must not include. One
  // command compiles all sources. ISO C requires a declaration in each source, so each has `unused`.
  testing::AssertionResult compile(const char* compiler, const std::string& suffix) const {
    Command command{in_sysroot(compiler), "-fsyntax-only", "-Werror"};
    command.add(words(GetParam()));
    for (const std::string& header : files_under(in_source("libc/include"), ".h"))
      if (!header.starts_with("bits/")) {
        const std::string include = "#include <" + header + ">\n";
        command.add({folder.file(header + suffix, include + include + "int unused;\n")});
      }
    return succeeds(command);
  }
  const TemporaryFolder folder;
};

class HeadersAloneInC : public HeadersAlone {};
TEST_P(HeadersAloneInC, Compile) { EXPECT_TRUE(compile("bin/nacre-gcc", ".c")); }
INSTANTIATE_TEST_SUITE_P(With, HeadersAloneInC,
                         testing::Values("-std=c99 -Wall -Wextra -pedantic",
                                         "-std=c11 -Wall -Wextra -pedantic",
                                         "-std=gnu17 -Wall -Wextra -pedantic",
                                         "-std=c11 -D_POSIX_C_SOURCE=200809L"),
                         by_text);

class HeadersAloneInCxx : public HeadersAlone {};
TEST_P(HeadersAloneInCxx, Compile) {
  SKIP_WITHOUT_CXX();
  EXPECT_TRUE(compile("bin/nacre-g++", ".cpp"));
}
INSTANTIATE_TEST_SUITE_P(With, HeadersAloneInCxx,
                         testing::Values("-std=c++98 -Wall -Wextra", "-std=c++20 -Wall -Wextra",
                                         "-std=c++20 -fno-exceptions -fno-rtti -Wall -Wextra"),
                         by_text);

}  // namespace
