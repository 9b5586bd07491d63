// SPDX-License-Identifier: MIT
// Tests programs that replace the libc's allocator by their own or by that of a library. The libc's
// functions, such as strdup, must use the replacement.
#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

std::string project(const std::string& name) { return in_source("tests/libc/malloc/projects/" + name); }

class ReplacedMalloc : public ByCompiler<std::string, std::string> {
 protected:
  void SetUp() override {
    ByCompiler::SetUp();
    if (IsSkipped()) return;
    SKIP_WITHOUT_MODE(mode());
  }
  std::string mode() const { return parameter<1>(); }
  // "all", or "two": only malloc and free.
  std::string functions() const { return parameter<2>(); }
  Command compile(std::vector<std::string> words) const {
    return cc({"-O1", "-fno-builtin", "-w"})
        .add(functions() == "all" ? Strings{"-DOWN_ALL"} : Strings{})
        .add(std::move(words));
  }
};

TEST_P(ReplacedMalloc, ByTheProgramIsUsedByTheLibc) {
  ASSERT_TRUE(
      succeeds(compile({"-DPROGRAM_HAS_ALLOCATOR", project("uses_own_allocator.c"), "-o", "program"})
                   .add(link_options(mode()))));
  EXPECT_TRUE(succeeds(program("program").add({functions()})));
}

TEST_P(ReplacedMalloc, ByAnArchiveIsUsedByTheLibc) {
  ASSERT_TRUE(succeeds(compile({"-c", project("own_allocator.c"), "-o", "own.o"})));
  ASSERT_TRUE(succeeds(here({in_sysroot("bin/nacre-ar"), "rcs", "libown.a", "own.o"})));
  ASSERT_TRUE(succeeds(compile({project("uses_own_allocator.c"), "-L.", "-lown", "-o", "program"})
                           .add(link_options(mode()))));
  EXPECT_TRUE(succeeds(program("program").add({functions()})));
}

INSTANTIATE_TEST_SUITE_P(Mode, ReplacedMalloc,
                         by_compilers(testing::Values("static", "static-pie", "dynamic"),
                                      testing::Values("all", "two")),
                         by_texts);

class ReplacedMallocByLibrary : public ByCompiler<std::string> {
 protected:
  void SetUp() override {
    ByCompiler::SetUp();
    if (IsSkipped()) return;
    SKIP_WITHOUT_SHARED();
    const Strings all = functions() == "all" ? Strings{"-DOWN_ALL"} : Strings{};
    ASSERT_TRUE(succeeds(cc({"-O1", "-fno-builtin", "-w", "-shared", "-fPIC", project("own_allocator.c"),
                             "-o", "libown.so"})
                             .add(all)));
    ASSERT_TRUE(succeeds(cc({"-O1", "-fno-builtin", "-w", project("uses_own_allocator.c"), "-L.",
                             "-lown", "-Wl,-rpath," + folder.path(), "-o", "program"})));
  }
  std::string functions() const { return parameter<1>(); }
};

TEST_P(ReplacedMallocByLibrary, ThatIsLinkedIsUsedByTheLibc) {
  EXPECT_TRUE(succeeds(program("program").add({functions()})));
}
// The program is linked with a stub library, which has only the counters. malloc is preloaded.
TEST_P(ReplacedMallocByLibrary, ThatIsPreloadedIsUsedByTheLibc) {
  folder.file("stub.c", "int own_mallocs, own_frees;\n");
  ASSERT_TRUE(succeeds(cc({"-shared", "-fPIC", "stub.c", "-o", "libstub.so"})));
  ASSERT_TRUE(succeeds(cc({"-O1", "-fno-builtin", "-w", project("uses_own_allocator.c"), "-L.", "-lstub",
                           "-Wl,-rpath," + folder.path(), "-o", "preloaded"})));
  EXPECT_TRUE(fails(program("preloaded").add({functions()}), ""));
  EXPECT_TRUE(
      succeeds(program("preloaded").add({functions()}).set("LD_PRELOAD", folder.path("libown.so"))));
}
INSTANTIATE_TEST_SUITE_P(Library, ReplacedMallocByLibrary, by_compilers(testing::Values("all", "two")),
                         by_texts);

class OwnMimalloc : public ByCompiler<std::string> {
 protected:
  void SetUp() override {
    ByCompiler::SetUp();
    if (IsSkipped()) return;
    SKIP_WITHOUT_MODE(parameter());
  }
};
TEST_P(OwnMimalloc, OfTheProgramDoesNotClashWithTheLibc) {
  ASSERT_TRUE(
      succeeds(cc({"-O1", project("own_mimalloc.c"), "-o", "program"}).add(link_options(parameter()))));
  EXPECT_TRUE(succeeds(program("program")));
}
INSTANTIATE_TEST_SUITE_P(Mode, OwnMimalloc,
                         by_compilers(testing::Values("static", "static-pie", "dynamic")), by_texts);

// In a program that is not position-independent, the address of free is that of a PLT entry of the
// program.
class NonPieProgram : public ByCompiler<> {};
TEST_P(NonPieProgram, ThatTakesTheAddressOfFreeDoesNotReplaceIt) {
  SKIP_WITHOUT_SHARED();
  folder.file("main.c", R"(#include <stdlib.h>
__attribute__((noinline)) static void call(void (*release)(void *), void *block) { release(block); }
int main(void)
{
	void *block = aligned_alloc(64, 100);
	call(free, block);
	return !block;
}
)");
  ASSERT_TRUE(succeeds(cc({"-fno-pie", "-no-pie", "-O1", "-fno-builtin", "main.c", "-o", "program"})));
  EXPECT_TRUE(succeeds(program("program")));
}
INSTANTIATE_TEST_SUITE_P(Compiler, NonPieProgram, by_compilers(), by_texts);

}  // namespace
