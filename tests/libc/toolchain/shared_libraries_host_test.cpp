// SPDX-License-Identifier: MIT
// Tests shared libraries that the compilers of the sysroot make. A program opens a C library by dlopen,
// and another program is linked with a C++ library.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const char kLoads[] = R"(#include <dlfcn.h>
#include <stdio.h>
int main(void)
{
	void *library = dlopen("./libanswer.so", RTLD_NOW);
	int (*answer)(void) = library ? (int (*)(void))dlsym(library, "answer") : 0;
	if (!answer) return printf("%s\n", dlerror()), 1;
	return answer() != 42;
}
)";
const char kThrows[] = R"(#include <stdexcept>
#include <string>
void throws(const std::string &what) { throw std::runtime_error(what + "!"); }
)";
const char kCatches[] = R"(#include <stdexcept>
#include <string>
void throws(const std::string &what);
int main() {
  try { throws("thrown"); } catch (const std::runtime_error &e) { return std::string(e.what()) != "thrown!"; }
  return 2;
}
)";

class SharedLibraryOfC : public ByCompiler<> {
 protected:
  SharedLibraryOfC() {
    folder.file("answer.c", "int answer(void) { return 42; }\n");
    folder.file("loads.c", kLoads);
  }
  Command link_library() const { return cc({"-shared", "-fPIC", "answer.c", "-o", "libanswer.so"}); }
  Command link_program() const { return cc({"loads.c", "-o", "loads"}); }
};
TEST_P(SharedLibraryOfC, Links) { EXPECT_TRUE(succeeds(link_library())); }
TEST_P(SharedLibraryOfC, ProgramThatOpensItLinks) { EXPECT_TRUE(succeeds(link_program())); }
TEST_P(SharedLibraryOfC, IsOpened) {
  ASSERT_TRUE(succeeds(link_library()));
  ASSERT_TRUE(succeeds(link_program()));
  EXPECT_TRUE(succeeds(program("loads")));
}
INSTANTIATE_TEST_SUITE_P(Compiler, SharedLibraryOfC, by_compilers(), by_texts);

class SharedLibraryOfCxx : public ByCompiler<> {
 protected:
  SharedLibraryOfCxx() {
    folder.file("throws.cpp", kThrows);
    folder.file("catches.cpp", kCatches);
  }
  Command link_library() const { return cxx({"-shared", "-fPIC", "throws.cpp", "-o", "libthrows.so"}); }
  Command link_program() const {
    return cxx({"catches.cpp", "-L.", "-lthrows", "-Wl,-rpath," + folder.path(), "-o", "catches"});
  }
};
TEST_P(SharedLibraryOfCxx, Links) { EXPECT_TRUE(succeeds(link_library())); }
TEST_P(SharedLibraryOfCxx, ProgramThatUsesItLinks) {
  ASSERT_TRUE(succeeds(link_library()));
  EXPECT_TRUE(succeeds(link_program()));
}
TEST_P(SharedLibraryOfCxx, ProgramCatchesItsException) {
  ASSERT_TRUE(succeeds(link_library()));
  ASSERT_TRUE(succeeds(link_program()));
  EXPECT_TRUE(succeeds(program("catches")));
}
INSTANTIATE_TEST_SUITE_P(Compiler, SharedLibraryOfCxx, by_compilers(), by_texts);

}  // namespace
