// SPDX-License-Identifier: MIT
// Tests functions that a resolver chooses at run time (STT_GNU_IFUNC), such as those with the attribute
// target_clones. The test programs are built with each compiler and linker of this machine.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// The parameters are the compiler, the linker, the options of the link mode, and further parameters of
// the types More.
template <class... More>
class Ifunc : public ByCompiler<std::string, std::string, More...> {
 protected:
  std::string linker() const { return this->template parameter<1>(); }
  std::string mode() const { return this->template parameter<2>(); }

  void SetUp() override {
    if (find_program("ld." + linker()).empty())
      GTEST_SKIP() << "there is no ld." << linker() << " on this machine";
    if (linker() == "gold" && mode() == "-static-pie")
      GTEST_SKIP() << "gold makes no static-pie programs: it does not know --no-dynamic-linker";
    if (!mode().starts_with("-static") && !exists(in_sysroot("lib/libc.so")))
      GTEST_SKIP() << "this sysroot was made with --disable-shared";
    ByCompiler<std::string, std::string, More...>::SetUp();
  }
  testing::AssertionResult links(const std::string& output, const std::string& source,
                                 const std::string& options) const {
    Command command = source.ends_with(".cpp") ? this->cxx() : this->cc();
    return succeeds(command.add({"-O1", "-w", "-fuse-ld=" + linker()})
                        .add(words(options))
                        .add({in_source("tests/libc/musl/projects/ifunc/" + source), "-o", output}));
  }
};

// The last parameter is the source of a program without a shared library of its own. The program fails
// if a resolver ran too early, or if another function than the chosen one is called.
class IfuncInProgram : public Ifunc<std::string> {};
TEST_P(IfuncInProgram, CallsTheFunctionThatTheResolverReturned) {
  const std::string source = parameter<3>();
  const bool clones = source == "clones.c";
  if (clones && setting("ARCH") != "x86_64" && setting("ARCH") != "i386")
    GTEST_SKIP() << "clones.c names instruction sets of x86";
  ASSERT_TRUE(links("program", source, mode()));
  EXPECT_TRUE(clones ? prints(program("program"), "sum 10") : succeeds(program("program")));
}
INSTANTIATE_TEST_SUITE_P(Linker, IfuncInProgram,
                         by_compilers(testing::Values("bfd", "gold", "lld"),
                                      testing::Values("-static", "-static -no-pie -fno-pie",
                                                      "-static-pie", "", "-no-pie -fno-pie"),
                                      testing::Values("alone.cpp", "hwcap.c", "own_memory.c",
                                                      "clones.c")),
                         by_texts);

// The last parameter is the linker's -z option for the libraries: "lazy" or "now". There are three
// programs. uses.c is linked with the library chosen.c, and opens.c opens this library with dlopen, with
// RTLD_LAZY or RTLD_NOW. open_resolver_calls_loader.c opens resolver_calls_loader.c, whose resolver
// calls functions of the loader.
class IfuncInLibrary : public Ifunc<std::string> {
 protected:
  void link_library(const char* name, const char* source, const std::string& options) const {
    ASSERT_TRUE(links(name, source, "-shared -fPIC -Wl,-z," + parameter<3>() + options));
  }
  Command run(std::vector<std::string> words) const {
    words[0] = folder.path(words[0]);
    return here(Command(words));
  }
};
TEST_P(IfuncInLibrary, CallsTheFunctionThatTheResolverReturned) {
  const std::string run_path = " -Wl,-rpath," + folder.path();
  link_library("libother.so", "other.c", "");
  link_library("libchosen.so", "chosen.c", " -L. -lother" + run_path);
  link_library("resolver_calls_loader.so", "resolver_calls_loader.c", "");
  ASSERT_TRUE(links("opens", "opens.c", mode()));
  ASSERT_TRUE(links("open_resolver_calls_loader", "open_resolver_calls_loader.c", mode()));
  ASSERT_TRUE(links("uses", "uses.c", mode() + " -L. -lchosen -lother" + run_path));
  EXPECT_TRUE(succeeds(run({"uses"})));
  EXPECT_TRUE(succeeds(run({"opens", "./libchosen.so", "lazy"})));
  EXPECT_TRUE(succeeds(run({"opens", "./libchosen.so", "now"})));
  EXPECT_TRUE(succeeds(run({"open_resolver_calls_loader", "./resolver_calls_loader.so"})));
}
INSTANTIATE_TEST_SUITE_P(Lazily, IfuncInLibrary,
                         by_compilers(testing::Values("bfd", "gold", "lld"),
                                      testing::Values("", "-no-pie -fno-pie"), testing::Values("lazy")),
                         by_texts);
INSTANTIATE_TEST_SUITE_P(AtOnce, IfuncInLibrary,
                         by_compilers(testing::Values("bfd", "gold", "lld"),
                                      testing::Values("-Wl,-z,now"), testing::Values("now")),
                         by_texts);

}  // namespace
