// SPDX-License-Identifier: MIT
// Tests that a program draws random bytes through the vDSO, however the program is linked
// (hazard link-mode-misses-vdso in libc/random/HAZARDS.md). tests/support/host/draw.c draws 10,000
// times.
#include "tests/support/host/draws.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// A program that opens libdraw.so with dlopen and calls its function draw.
const char kLoader[] = R"(#include <dlfcn.h>
int main(void)
{
	void *library = dlopen("./libdraw.so", RTLD_NOW);
	int (*draw)(void) = library ? (int (*)(void))dlsym(library, "draw") : 0;
	return draw ? draw() : 2;
}
)";

// A way to link a program: the compiler's arguments for a library, which is linked first, and for the
// program. Without arguments, there is no library. {draw} is the path of draw.c.
struct Mode {
  const char* name;
  const char* library;
  const char* program;
  operator std::string() const { return name; }
};
const Mode kModes[] = {
    {"static", "", "-static main.c {draw}"},
    {"static-pie", "", "-static-pie main.c {draw}"},
    {"dynamic", "", "main.c {draw}"},
    {"dlopened", "-shared -fPIC {draw}", "loader.c"},
    {"shared", "-shared -fPIC {draw}", "main.c -L. -ldraw -Wl,-rpath,."},
};

class LinkMode : public testing::TestWithParam<Mode> {
 protected:
  void SetUp() override {
    if (const std::string library = GetParam().library; !library.empty()) {
      ASSERT_TRUE(succeeds(link(library, "libdraw.so")));
    }
    ASSERT_TRUE(succeeds(link(GetParam().program, "program")));
  }
  Command link(const std::string& options, const char* output) const {
    std::vector<std::string> command = {in_sysroot("bin/nacre-gcc"), "-o", output};
    for (const std::string& word : words(options))
      command.push_back(word == "{draw}" ? in_source("tests/support/host/draw.c") : word);
    return Command(command).in(folder.path());
  }
  Command traced() const { return trace().add({folder.path("program")}).in(folder.path()); }

  const TemporaryFolder folder;
  const std::string main_source =
      folder.file("main.c", "int draw(void); int main(void) { return draw(); }\n");
  const std::string loader_source = folder.file("loader.c", kLoader);
};

TEST_P(LinkMode, MakesAProgramThatRuns) {
  EXPECT_TRUE(succeeds(Command{folder.path("program")}.in(folder.path())));
}
TEST_P(LinkMode, DrawsThroughTheVdso) {
  if (const std::string why = no_vdso_getrandom(); !why.empty()) GTEST_SKIP() << why;
  EXPECT_TRUE(draws_by_vdso(traced()));
}
// Shows that the test above can fail.
TEST_P(LinkMode, DrawsBySystemCallWithTheSettingSyscall) {
  EXPECT_FALSE(draws_by_vdso(traced().set("NACRE_RANDOM", "syscall")));
  EXPECT_TRUE(draws_by_system_calls(traced().set("NACRE_RANDOM", "syscall")));
}
INSTANTIATE_TEST_SUITE_P(Mode, LinkMode, testing::ValuesIn(kModes), by_text);

}  // namespace
