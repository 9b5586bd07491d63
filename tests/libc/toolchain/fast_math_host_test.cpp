// SPDX-License-Identifier: MIT
// Tests options such as -ffast-math and -mpc32. They link a start file of the compiler (crtfastmath.o,
// crtprec32.o), which sets the floating-point mode of the processor.
#include <sys/utsname.h>

#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// A program that exits with 0 if SSE flushes denormals to zero (flags FTZ and DAZ).
const char kDenormals[] =
    "#include <xmmintrin.h>\nint main(void) { return (_mm_getcsr() & 0x8040) != 0x8040; }\n";

// Skips the test if this machine's compiler does not have the start file that the test expects.
template <class... Parameters>
class WithStartFile : public ByCompiler<Parameters...> {
 protected:
  WithStartFile() {
    this->folder.file("main.c", "int main(void) { return 0; }\n");
    this->folder.file("denormals.c", kDenormals);
  }
  void SetUp() override {
    if (!exists(in_sysroot("lib/" + start_file())))
      GTEST_SKIP() << "this compiler has no " << start_file() << " for " << setting("TARGET");
    ByCompiler<Parameters...>::SetUp();
  }
  virtual std::string start_file() const { return "crtfastmath.o"; }
  // Returns whether a dry run of the compiler links the start file.
  testing::AssertionResult links(std::vector<std::string> options) const {
    const Command command = this->cc({"-###", "main.c"}).add(std::move(options));
    const Output output = command.run();
    if (output.status != 0) ADD_FAILURE() << command.text() << output.all();
    const bool linked = output.all().find(start_file()) != std::string::npos;
    return (linked ? testing::AssertionSuccess() : testing::AssertionFailure()) << output.all();
  }
};

class FastMathOption : public WithStartFile<std::string> {};
TEST_P(FastMathOption, LinksCrtfastmath) { EXPECT_TRUE(links({"-static", parameter()})); }
INSTANTIATE_TEST_SUITE_P(Option, FastMathOption,
                         by_compilers(testing::Values("-Ofast", "-ffast-math",
                                                      "-funsafe-math-optimizations")),
                         by_texts);

class FastMathStartFile : public WithStartFile<> {};
TEST_P(FastMathStartFile, IsNotLinkedWithOrdinaryOptimization) {
  EXPECT_FALSE(links({"-static", "-O2"}));
}
// A library must not change the floating-point mode of the program that loads it.
TEST_P(FastMathStartFile, IsNotLinkedIntoSharedLibrariesOfGcc) {
  if (compiler() == "clang") GTEST_SKIP() << "clang links it into shared libraries";
  EXPECT_FALSE(links({"-shared", "-fPIC", "-Ofast"}));
}
INSTANTIATE_TEST_SUITE_P(Compiler, FastMathStartFile, by_compilers(), by_texts);

class Denormals : public WithStartFile<std::string> {
 protected:
  void SetUp() override {
    utsname machine;
    uname(&machine);
    if (std::string(machine.machine) != "x86_64" || !setting("TARGET").starts_with("x86_64"))
      GTEST_SKIP() << "the test of the processor's mode is for x86_64";
    WithStartFile::SetUp();
  }
  void link(const std::string& options) const {
    ASSERT_TRUE(succeeds(cc(words(options)).add({"denormals.c", "-o", "denormals"})));
  }
};
TEST_P(Denormals, AreFlushedWithOfast) {
  link(parameter() + " -Ofast");
  EXPECT_TRUE(succeeds(program("denormals")));
}
TEST_P(Denormals, AreKeptOtherwise) {
  link(parameter() + " -O2");
  EXPECT_EQ(program("denormals").run().status, 1);
}
INSTANTIATE_TEST_SUITE_P(Mode, Denormals, by_compilers(testing::Values("-static", "-static-pie", "")),
                         by_texts);

class FloatingPointPrecision : public WithStartFile<std::string> {
 protected:
  void SetUp() override {
    if (compiler() == "clang") GTEST_SKIP() << "clang has no -mpc32";
    WithStartFile::SetUp();
  }
  std::string start_file() const override { return "crtprec" + parameter() + ".o"; }
};
TEST_P(FloatingPointPrecision, LinksItsStartFile) { EXPECT_TRUE(links({"-mpc" + parameter()})); }
INSTANTIATE_TEST_SUITE_P(Bits, FloatingPointPrecision, by_compilers(testing::Values("32", "64", "80")),
                         by_texts);

}  // namespace
