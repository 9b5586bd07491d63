// SPDX-License-Identifier: MIT
// Tests blocks of loaded libraries, and of the loader itself.
#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

class MallocOfLoadedLibrary : public ByCompiler<> {
 protected:
  void SetUp() override {
    ByCompiler::SetUp();
    if (IsSkipped()) return;
    SKIP_WITHOUT_SHARED();
    ASSERT_TRUE(succeeds(cc({"-O1", "-shared", "-fPIC", source("library.c"), "-o", "library.so"})));
  }
  static std::string source(const std::string& name) {
    return in_source("tests/libc/malloc/projects/loaded/" + name);
  }
};

TEST_P(MallocOfLoadedLibrary, BlocksOutliveTheLibrary) {
  ASSERT_TRUE(succeeds(cc({"-O1", "-fno-builtin", source("program.c"), "-o", "program"})));
  EXPECT_TRUE(succeeds(program("program").add({"./library.so"}).seconds(60)));
}
TEST_P(MallocOfLoadedLibrary, BlocksOfALinkedLibraryAreUsable) {
  ASSERT_TRUE(succeeds(cc({"-O1", "-fno-builtin", source("program.c"), "library.so",
                           "-Wl,--no-as-needed", "-Wl,-rpath," + folder.path(), "-o", "program"})));
  EXPECT_TRUE(succeeds(program("program").add({"./library.so"}).seconds(60)));
}
INSTANTIATE_TEST_SUITE_P(Compiler, MallocOfLoadedLibrary, by_compilers(), by_texts);

}  // namespace
