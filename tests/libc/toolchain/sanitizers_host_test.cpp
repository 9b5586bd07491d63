// SPDX-License-Identifier: MIT
// Tests that the compilers of the sysroot reject sanitizers whose run-time library needs the machine's
// libc.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

template <class... Parameters>
class WithSanitizer : public ByCompiler<Parameters...> {
 protected:
  WithSanitizer() {
    this->folder.file("main.c", "int main(void) { return 0; }\n");
    this->folder.file("thread.rsp", "-fsanitize=thread\n");
  }
  Command compile(std::vector<std::string> options) const {
    return this->cc({"-c", "main.c", "-o", "main.o"}).add(std::move(options));
  }
};

class RefusedSanitizer : public WithSanitizer<std::string> {};
TEST_P(RefusedSanitizer, MessageNamesAnAlternative) {
  EXPECT_TRUE(fails(compile({"-fsanitize=" + parameter()}),
                    "-fsanitize=.* has no run-time library .*: use -fsanitize=undefined"));
}
TEST_P(RefusedSanitizer, MessageHasOneLine) {
  EXPECT_EQ(lines(compile({"-fsanitize=" + parameter()}).run().all()).size(), 1U);
}
INSTANTIATE_TEST_SUITE_P(Name, RefusedSanitizer,
                         by_compilers(testing::Values("address", "thread", "leak", "hwaddress", "memory",
                                                      "undefined,address")),
                         by_texts);

class SanitizerOption : public WithSanitizer<> {};
TEST_P(SanitizerOption, CanBeDisabledAgain) {
  EXPECT_TRUE(succeeds(compile({"-fsanitize=address,bounds", "-fno-sanitize=address"})));
}
TEST_P(SanitizerOption, CanBeDisabledWithAllOthers) {
  EXPECT_TRUE(succeeds(compile({"-fsanitize=thread", "-fno-sanitize=all"})));
}
TEST_P(SanitizerOption, IsRefusedInAResponseFile) {
  EXPECT_TRUE(fails(cc({"@thread.rsp", "main.c"}), "no run-time library"));
}
INSTANTIATE_TEST_SUITE_P(Compiler, SanitizerOption, by_compilers(), by_texts);

}  // namespace
