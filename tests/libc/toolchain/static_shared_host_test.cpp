// SPDX-License-Identifier: MIT
// Tests shared libraries that are linked with the options for static programs, such as -static -shared,
// as some build systems do. The archives that such a library uses must be linked into it, except the
// libc: the library must use the libc of the program that loads it.
#include <filesystem>

#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const char kLoads[] = R"(#include <dlfcn.h>
#include <stdio.h>
int main(void)
{
	void *library = dlopen("./libshared.so", RTLD_NOW);
	int (*copied)(void) = library ? (int (*)(void))dlsym(library, "copied") : 0;
	if (!copied) return printf("%s\n", dlerror()), 1;
	return copied() != 7;
}
)";
// The library. copied() returns the result of own(), copied through memory of malloc(). own() is in an
// archive, which must be linked into the library. malloc() must be that of the program's libc.
const char kShared[] = R"(#include <stdlib.h>
int own(void);
int copied(void) { int *p = malloc(sizeof *p), n; *p = own(); n = *p; free(p); return n; }
)";

template <class... Parameters>
class SharedLibrary : public ByCompiler<Parameters...> {
 protected:
  SharedLibrary() {
    this->folder.file("loads.c", kLoads);
    this->folder.file("shared.c", kShared);
    this->folder.file("own.c", "int own(void) { return 7; }\n");
    this->folder.file("static-shared.rsp", "-static -shared\n");
  }
  // Links a program that loads the library.
  testing::AssertionResult link_program() const {
    return succeeds(this->cc({"loads.c", "-o", "loads"}));
  }
};

class LibraryWithStaticOptions : public SharedLibrary<std::string> {
 protected:
  void SetUp() override {
    SharedLibrary::SetUp();
    if (IsSkipped()) return;
    std::filesystem::create_directory(folder.path("own"));
    ASSERT_TRUE(succeeds(cc({"-fPIC", "-c", "own.c", "-o", "own.o"})));
    ASSERT_TRUE(succeeds(here({in_sysroot("bin/nacre-ar"), "rcs", "own/libown.a", "own.o"})));
    ASSERT_TRUE(succeeds(
        cc(words(parameter())).add({"-fPIC", "shared.c", "-Lown", "-lown", "-o", "libshared.so"})));
  }
};

TEST_P(LibraryWithStaticOptions, Links) { EXPECT_TRUE(exists(folder.path("libshared.so"))); }
TEST_P(LibraryWithStaticOptions, UsesTheLibcOfTheProgram) {
  EXPECT_TRUE(prints_match(here({"readelf", "-dW", "libshared.so"}), "NEEDED.*\\[libc.so\\]"));
}
TEST_P(LibraryWithStaticOptions, ContainsNoLibc) {
  const Output symbols = here({"readelf", "-sW", "libshared.so"}).run();
  EXPECT_TRUE(matches(symbols.out, "FUNC.* copied$")) << symbols.all();
  EXPECT_FALSE(matches(symbols.out, "FUNC.* [0-9]+ malloc$")) << symbols.out;
}
TEST_P(LibraryWithStaticOptions, IsLoadedByAProgram) {
  ASSERT_TRUE(link_program());
  EXPECT_TRUE(succeeds(program("loads")));
}
// "-shared" alone is the ordinary case.
INSTANTIATE_TEST_SUITE_P(Options, LibraryWithStaticOptions,
                         by_compilers(testing::Values("-static -shared", "-shared --static",
                                                      "-static-pie -shared", "@static-shared.rsp",
                                                      "-shared")),
                         by_texts);

class LibraryOfCxxWithStaticOptions : public SharedLibrary<> {};
TEST_P(LibraryOfCxxWithStaticOptions, Links) {
  folder.file("f.cpp",
              "#include <string>\n"
              "std::string f(int n) { if (n) throw std::string(); return std::string(n, 1); }\n");
  EXPECT_TRUE(succeeds(cxx({"-static", "-shared", "-fPIC", "f.cpp", "-o", "libf.so"})));
}
// The C program that loads the library in LibraryWithStaticOptions.
TEST_P(LibraryOfCxxWithStaticOptions, ProgramThatLoadsALibraryLinks) { EXPECT_TRUE(link_program()); }
INSTANTIATE_TEST_SUITE_P(Compiler, LibraryOfCxxWithStaticOptions, by_compilers(), by_texts);

}  // namespace
