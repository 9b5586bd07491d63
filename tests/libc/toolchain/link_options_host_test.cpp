// SPDX-License-Identifier: MIT
// Tests linker options that build systems use, and the linkers that -fuse-ld selects.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

template <class... Parameters>
class Linking : public ByCompiler<Parameters...> {
 protected:
  Linking() {
    this->folder.file("main.c", "int main(void) { return 0; }\n");
    this->folder.file("own.c", "int own(void) { return 7; }\n");
    this->folder.file("start.c", "void _start(void) { for (;;) ; }\n");
  }
  void link_and_run(std::vector<std::string> options) const {
    ASSERT_TRUE(succeeds(this->cc({"main.c", "-o", "main"}).add(std::move(options))));
    EXPECT_TRUE(succeeds(this->program("main")));
  }
};

class PartialLink : public Linking<> {
 protected:
  void SetUp() override {
    Linking::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(succeeds(cc({"-c", "own.c", "-o", "own.o"})));
  }
};
TEST_P(PartialLink, WorksWithNostdlib) {
  EXPECT_TRUE(succeeds(cc({"-nostdlib", "-r", "own.o", "-o", "partial.o"})));
}
TEST_P(PartialLink, WorksWithoutNostdlib) {
  EXPECT_TRUE(succeeds(cc({"-r", "own.o", "-o", "partial.o"})));
}
TEST_P(PartialLink, HasNoStartFile) {
  ASSERT_TRUE(succeeds(cc({"-r", "own.o", "-o", "partial.o"})));
  const std::string symbols = here({"readelf", "-sW", "partial.o"}).run().out;
  EXPECT_TRUE(matches(symbols, " own$")) << symbols;
  EXPECT_FALSE(matches(symbols, "_start|_init")) << symbols;
}
INSTANTIATE_TEST_SUITE_P(Compiler, PartialLink, by_compilers(), by_texts);

// The options follow main.c. So -x c must not apply to start files and libraries, which the compiler and
// its wrapper script append.
class LinkOption : public Linking<std::string> {};
TEST_P(LinkOption, MakesAProgramThatRuns) { link_and_run(words(parameter())); }
INSTANTIATE_TEST_SUITE_P(Option, LinkOption,
                         by_compilers(testing::Values("-pie", "-no-pie", "-rdynamic", "-Wl,--as-needed",
                                                      "-x c", "-pthread")),
                         by_texts);

class OptionWithoutLibraries : public Linking<std::string> {};
TEST_P(OptionWithoutLibraries, Links) {
  EXPECT_TRUE(succeeds(cc(words(parameter())).add({"-static", "-o", "program"})));
}
INSTANTIATE_TEST_SUITE_P(Option, OptionWithoutLibraries,
                         by_compilers(testing::Values("-nodefaultlibs main.c -lc -lgcc",
                                                      "-nostartfiles start.c", "-nostdlib start.c")),
                         by_texts);

class StandardStreams : public Linking<> {};
TEST_P(StandardStreams, AreReadAndWritten) {
  EXPECT_TRUE(prints_match(cc({"-x", "c", "-S", "-o", "-", "-"}).input("int x;\n"), "x"));
}
INSTANTIATE_TEST_SUITE_P(Compiler, StandardStreams, by_compilers(), by_texts);

class Linker : public Linking<std::string, std::string, std::string> {
 protected:
  void SetUp() override {
    const std::string linker = parameter<1>();
    if (find_program("ld." + linker).empty() && find_program(linker).empty())
      GTEST_SKIP() << "there is no linker " << linker << " on this machine";
    if (linker == "gold" && parameter<2>() == "-static-pie")
      GTEST_SKIP() << "gold does not know --no-dynamic-linker";
    Linking::SetUp();
  }
};
TEST_P(Linker, MakesAProgramThatRuns) {
  std::vector<std::string> options = {"-fuse-ld=" + parameter<1>()};
  for (const std::string& option : {parameter<2>(), parameter<3>()})
    if (!option.empty()) options.push_back(option);
  link_and_run(options);
}
// CMake ends its list of libraries with -Bdynamic. A static program must still get the static libc.
INSTANTIATE_TEST_SUITE_P(Modes, Linker,
                         by_compilers(testing::Values("bfd", "gold", "lld", "mold"),
                                      testing::Values("-static", "-static-pie", ""),
                                      testing::Values("", "-Wl,-Bdynamic", "-rdynamic")),
                         by_texts);

}  // namespace
