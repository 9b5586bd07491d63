// SPDX-License-Identifier: MIT
// Tests libgomp, which the build compiles from gcc's source: programs with -fopenmp must link and run.
#include <gtest/gtest.h>

#include "tests/libc/cxx/gcc_libraries.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const std::string& source() {
  static const std::string file = cxx_test_program("openmp.c");
  return file;
}

// Parameters: the link mode, and the compiler. g++ compiles the source as C++.
class OpenMp : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  void SetUp() override { SKIP_WITHOUT_GCC_LIBRARIES(); }
  std::string linked() const {
    const auto& [mode, compiler] = GetParam();
    return built(Command{in_sysroot("bin/nacre-" + compiler), "-O2", "-fopenmp"}
                     .add(link_options(mode))
                     .add({compiler == "g++" ? "-xc++" : "-xc", source()}));
  }
};
TEST_P(OpenMp, Links) { EXPECT_TRUE(exists(linked())); }
// The program prints the number of threads, a sum, and the number of tasks, one for each thread.
TEST_P(OpenMp, HasThreeThreads) { EXPECT_TRUE(prints(Command{linked()}, "3 499500 3")); }
INSTANTIATE_TEST_SUITE_P(Modes, OpenMp,
                         testing::Combine(testing::Values("static", "static-pie", "dynamic"),
                                          testing::Values("gcc", "g++")),
                         by_texts);

class OpenMpLibrary : public testing::Test {
 protected:
  void SetUp() override { SKIP_WITHOUT_GCC_LIBRARIES(); }
  const Command gcc = {in_sysroot("bin/nacre-gcc"), "-fopenmp"};
};
TEST_F(OpenMpLibrary, IsThatOfTheSysroot) {
  EXPECT_EQ(linked_from(Command(gcc).add({"-static", source()}), "libgomp"), only_in_sysroot("libgomp"));
}
TEST_F(OpenMpLibrary, LinksIntoASharedLibrary) {
  EXPECT_TRUE(exists(built(Command(gcc).add({"-shared", "-fPIC", source()}))));
}

// The sysroot has gcc's OpenMP library, libgomp. It does not have clang's, libomp.
class OpenMpOfClang : public OpenMpLibrary {
 protected:
  void SetUp() override {
    OpenMpLibrary::SetUp();
    if (!IsSkipped() && find_program("clang").empty())
      GTEST_SKIP() << "there is no clang on this machine";
  }
  const Command clang = Command{in_sysroot("bin/nacre-clang")}.in(in_build("tests"));
  const Command with_gcc_library = Command(clang).add({"-w", "-static", "-fopenmp=libgomp", source()});
};
TEST_F(OpenMpOfClang, ErrorNamesTheMissingLibrary) {
  EXPECT_TRUE(
      fails(Command(clang).add({"-fopenmp", source()}), "libomp, which this sysroot does not have"));
}
TEST_F(OpenMpOfClang, ErrorRecommendsNacreGcc) {
  EXPECT_TRUE(fails(Command(clang).add({"-fopenmp", "-c", source()}), "nacre-gcc"));
}
// -fno-openmp cancels -fopenmp, so the missing library is no error.
TEST_F(OpenMpOfClang, LastOptionCounts) {
  EXPECT_TRUE(
      succeeds(Command(clang).add({"-w", "-fopenmp", "-fno-openmp", "-fsyntax-only", source()})));
}
TEST_F(OpenMpOfClang, AcceptsTheLibraryOfGcc) { EXPECT_TRUE(exists(built(with_gcc_library))); }
// With -fopenmp=libgomp, clang ignores the pragmas, so the program has one thread.
TEST_F(OpenMpOfClang, HasOneThreadWithTheLibraryOfGcc) {
  EXPECT_TRUE(prints(Command{built(with_gcc_library)}, "1 499500 1"));
}

}  // namespace
