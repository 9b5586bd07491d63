// SPDX-License-Identifier: MIT
// Tests that all headers of POSIX compile in one source, in alphabetical and in reverse order. So each
// pair of headers is tested in both orders.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/standard_headers.hpp"

using namespace nacre::test;

namespace {

class HeadersTogether : public testing::TestWithParam<const char*> {};
TEST_P(HeadersTogether, CompileInBothOrders) {
  Strings headers = headers_of_posix();
  std::sort(headers.begin(), headers.end());
  for (int order = 0; order < 2; ++order) {
    std::string source;
    for (const std::string& header : headers) source += "#include <" + header + ">\n";
    EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-fsyntax-only", "-Werror"}
                             .add(words(GetParam()))
                             .add({"-x", "c", "-"})
                             .input(source)));
    std::reverse(headers.begin(), headers.end());
  }
}
INSTANTIATE_TEST_SUITE_P(With, HeadersTogether,
                         testing::Values("-std=c99", "-std=c11 -D_POSIX_C_SOURCE=200809L",
                                         "-std=c11 -D_XOPEN_SOURCE=700", "-std=gnu17",
                                         "-std=gnu17 -D_GNU_SOURCE"),
                         by_text);

}  // namespace
