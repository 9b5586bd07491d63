// SPDX-License-Identifier: MIT
// Tests -mmalloc=NAME, which selects the allocator of a static program (docs/malloc.md).
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// The argument selects an error: "twice" frees a block twice, and "end" writes past its end.
const char kErrors[] = R"(#include <stdlib.h>
int main(int count, char **arguments)
{
	volatile char *volatile block = malloc(40);
	if (count > 1 && *arguments[1] == 'e') block[40] = 1;
	free((void *)block);
	if (count > 1 && *arguments[1] == 't') free((void *)block);
	return 0;
}
)";

class MallocOption : public ByCompiler<std::string> {
 protected:
  void SetUp() override {
    ByCompiler::SetUp();
    if (!exists(in_sysroot("lib/malloc"))) GTEST_SKIP() << "this sysroot has only one allocator";
  }
  // Compiles the program. The second parameter of the test is the link mode.
  Command compile(const std::string& options) const {
    return cc({"-O0", "-w", "-o", "program", "main.c"}).add(words(options));
  }
  // Builds the program with an allocator, and returns its path.
  std::string with(const std::string& allocator) const {
    EXPECT_TRUE(succeeds(compile(parameter() + " -mmalloc=" + allocator)));
    return folder.path("program");
  }
  // Returns "mallocng" or "mimalloc". Both have local functions with names that only they have.
  static std::string allocator_of(const std::string& file) {
    const std::string names = Command{"nm", file}.run().out;
    return matches(names, "__malloc_alloc_meta") ? "mallocng"
           : matches(names, " mi_free")          ? "mimalloc"
                                                 : "";
  }

  const std::string source = folder.file("main.c", kErrors);
};
INSTANTIATE_TEST_SUITE_P(Mode, MallocOption, by_compilers(testing::Values("-static", "-static-pie")),
                         by_texts);

TEST_P(MallocOption, SelectsTheAllocator) {
  EXPECT_EQ(allocator_of(with("mallocng")), "mallocng");
  EXPECT_TRUE(succeeds(program("program")));
  EXPECT_EQ(allocator_of(with("mimalloc")), "mimalloc");
  EXPECT_EQ(allocator_of(with("mimalloc-secure")), "mimalloc");
  EXPECT_EQ(allocator_of(with("mimalloc -mmalloc=mallocng")), "mallocng") << "the last option decides";
}

TEST_P(MallocOption, IsAcceptedInAResponseFileAndWithoutLinking) {
  const std::string file = folder.file("options", parameter() + " -mmalloc=mallocng");
  EXPECT_TRUE(succeeds(compile("@options")));
  EXPECT_EQ(allocator_of(folder.path("program")), "mallocng");
  EXPECT_TRUE(succeeds(compile("-c -mmalloc=mallocng")));
}

TEST_P(MallocOption, WithAnUnknownNameIsAnErrorThatListsTheNames) {
  for (const std::string name : {"tcmalloc", "", "../mallocng", "."}) {
    EXPECT_TRUE(fails(compile(parameter() + " -mmalloc=" + name), "no allocator of this name"));
    EXPECT_TRUE(fails(compile(parameter() + " -mmalloc=" + name), "^  allocators: .*mallocng"));
  }
}

TEST_P(MallocOption, IsAnErrorForADynamicProgram) {
  SKIP_WITHOUT_SHARED();
  EXPECT_TRUE(fails(compile("-mmalloc=mallocng"), "-mmalloc=mallocng needs a static program: "));
  EXPECT_TRUE(fails(compile("-shared -fPIC -mmalloc=mallocng"), "^  link with -static"));
}

TEST_P(MallocOption, SecureDetectsABlockThatIsFreedTwice) {
  const Output output = Command{with("mimalloc-secure"), "twice"}.run();
  EXPECT_EQ(output.status, 128 + SIGABRT);
  EXPECT_TRUE(matches(output.err, "^malloc: double free detected of block 0x[0-9A-F]+ with size 48$"));
}
TEST_P(MallocOption, SecureDetectsAWritePastTheEnd) {
  const Output output = Command{with("mimalloc-secure"), "end"}.run();
  EXPECT_EQ(output.status, 128 + SIGABRT);
  EXPECT_TRUE(matches(output.err, "^malloc: buffer overflow in .*: write after 40 bytes$"));
}
TEST_P(MallocOption, SecureAcceptsCorrectPrograms) {
  EXPECT_TRUE(succeeds(Command{with("mimalloc-secure")}));
}

}  // namespace
