// SPDX-License-Identifier: MIT
// Tests malloc in constructors, in destructors, in atexit handlers, and after the main thread has ended.
// Also tests free, realloc and malloc_usable_size as the first call of the allocator.
#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const auto kModes = testing::Values("static", "static-pie", "dynamic");

class MallocProgram : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  std::string mode() const { return std::get<0>(GetParam()); }
  std::string argument() const { return std::get<1>(GetParam()); }
  std::string program(const std::string& source) const {
    return built(Command{in_sysroot("bin/nacre-gcc"), "-O1", "-fno-builtin",
                         in_source("tests/libc/malloc/projects/" + source)}
                     .add(link_options(mode())));
  }
};

class MallocAroundMain : public MallocProgram {};
TEST_P(MallocAroundMain, Works) {
  SKIP_WITHOUT_MODE(mode());
  EXPECT_TRUE(prints(Command{program("around_main.c"), argument()}.seconds(60), "ok"));
}
INSTANTIATE_TEST_SUITE_P(Each, MallocAroundMain,
                         testing::Combine(kModes, testing::Values("return", "main-first", "main-last")),
                         by_texts);

class MallocNullFirst : public MallocProgram {};
TEST_P(MallocNullFirst, Works) {
  SKIP_WITHOUT_MODE(mode());
  EXPECT_TRUE(succeeds(Command{program("null_first.c"), argument()}));
}
INSTANTIATE_TEST_SUITE_P(Each, MallocNullFirst,
                         testing::Combine(kModes,
                                          testing::Values("free", "realloc", "malloc_usable_size")),
                         by_texts);

}  // namespace
