// SPDX-License-Identifier: MIT
// Tests link-time optimization. Objects of -flto contain intermediate code of the compiler instead of
// machine code. nacre's ar, nm and ranlib must handle archives of such objects, and programs that are
// linked with these archives must run.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

template <class... Parameters>
class WithLto : public ByCompiler<Parameters...> {
 protected:
  void SetUp() override {
    ByCompiler<Parameters...>::SetUp();
    if (this->IsSkipped()) return;
    if (this->compiler() == "clang" && find_program("ld.lld").empty())
      GTEST_SKIP() << "there is no ld.lld, which links objects of clang -flto, on this machine";
    this->folder.file("own.c", "int own(void) { return 7; }\n");
    this->folder.file("uses_own.c", "int own(void); int main(void) { return own() - 7; }\n");
    ASSERT_TRUE(succeeds(this->cc({"-O2", "-flto", "-c", "own.c", "-o", "own.o"})));
    ASSERT_TRUE(succeeds(tool({"ar", "rcs", "liblto.a", "own.o"})));
  }
  Command tool(std::vector<std::string> words) const {
    words[0] = in_sysroot("bin/nacre-" + words[0]);
    return this->here(Command(words));
  }
};

class LtoArchive : public WithLto<> {};
TEST_P(LtoArchive, IsMadeByAr) { EXPECT_TRUE(prints(tool({"ar", "t", "liblto.a"}), "own.o")); }
TEST_P(LtoArchive, IsReadByNm) { EXPECT_TRUE(prints_match(tool({"nm", "liblto.a"}), " T own$")); }
TEST_P(LtoArchive, IsReadByRanlib) { EXPECT_TRUE(succeeds(tool({"ranlib", "liblto.a"}))); }
TEST_P(LtoArchive, HasAnIndexOfItsSymbols) {
  ASSERT_TRUE(succeeds(tool({"ranlib", "liblto.a"})));
  EXPECT_TRUE(prints_match(tool({"nm", "-s", "liblto.a"}), "^own in "));
}
INSTANTIATE_TEST_SUITE_P(Compiler, LtoArchive, by_compilers(), by_texts);

class LtoProgram : public WithLto<std::string> {};
TEST_P(LtoProgram, LinksAndRuns) {
  Command link = cc({"-flto", "-O2", "uses_own.c", "-L.", "-llto", "-o", "uses_own"});
  if (compiler() == "clang") link.add({"-fuse-ld=lld"});
  ASSERT_TRUE(succeeds(link.add(words(parameter()))));
  EXPECT_TRUE(succeeds(program("uses_own")));
}
INSTANTIATE_TEST_SUITE_P(Mode, LtoProgram, by_compilers(testing::Values("-static", "-static-pie", "")),
                         by_texts);

}  // namespace
